/// To be told.
@NullMarked
package tocsin.servers;

import org.jspecify.annotations.NullMarked;
