/// Which governance themes an article addresses, by rules over concepts. Pure.
@NullMarked
package tocsin.classify.theme;

import org.jspecify.annotations.NullMarked;
