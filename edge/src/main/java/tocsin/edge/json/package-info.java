/// How JSON bodies of requests are read: strictly, and without characters that cannot be stored.
@NullMarked
package tocsin.edge.json;

import org.jspecify.annotations.NullMarked;
