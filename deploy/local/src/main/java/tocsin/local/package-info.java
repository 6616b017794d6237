/// To be told.
@NullMarked
package tocsin.local;

import org.jspecify.annotations.NullMarked;
