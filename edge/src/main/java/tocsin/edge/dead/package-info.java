/// Records that a service could not handle, on their way to the dead letters of their topic.
@NullMarked
package tocsin.edge.dead;

import org.jspecify.annotations.NullMarked;
