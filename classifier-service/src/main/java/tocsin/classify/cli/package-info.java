/// The commands of the front door that belong to tagging: plain programs, no server.
@NullMarked
package tocsin.classify.cli;

import org.jspecify.annotations.NullMarked;
