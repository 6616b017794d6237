/// To be told.
@NullMarked
package tocsin.classify;

import org.jspecify.annotations.NullMarked;
