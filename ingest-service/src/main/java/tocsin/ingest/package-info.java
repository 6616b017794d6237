/// To be told.
@NullMarked
package tocsin.ingest;

import org.jspecify.annotations.NullMarked;
