/// To be told.
@NullMarked
package tocsin.text;

import org.jspecify.annotations.NullMarked;
