/// What every service says of the things it depends on: the health group `dependencies`.
@NullMarked
package tocsin.edge.health;

import org.jspecify.annotations.NullMarked;
