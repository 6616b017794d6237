/// Which subscriptions an article matches: the index, and what keeps it current on every node.
@NullMarked
package tocsin.alert.match;

import org.jspecify.annotations.NullMarked;
