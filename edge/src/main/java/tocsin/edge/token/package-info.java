/// Bearer tokens: the operator's admin token, and the binding for routes that only it opens.
@NullMarked
package tocsin.edge.token;

import org.jspecify.annotations.NullMarked;
