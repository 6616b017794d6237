/// The commands of the front door that belong to ingest.
@NullMarked
package tocsin.ingest.cli;

import org.jspecify.annotations.NullMarked;
