/// To be told.
@NullMarked
package tocsin.testing;

import org.jspecify.annotations.NullMarked;
