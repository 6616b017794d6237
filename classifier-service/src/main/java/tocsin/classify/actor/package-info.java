/// Which actors an article names. Pure.
@NullMarked
package tocsin.classify.actor;

import org.jspecify.annotations.NullMarked;
