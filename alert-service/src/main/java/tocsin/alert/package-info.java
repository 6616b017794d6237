/// To be told.
@NullMarked
package tocsin.alert;

import org.jspecify.annotations.NullMarked;
