/// The rim every service shares: problem documents, the admin token, dead letters, and the guard of
/// addresses that outgoing requests may reach.
@NullMarked
package tocsin.edge;

import org.jspecify.annotations.NullMarked;
