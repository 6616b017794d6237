/// Which addresses outgoing requests may reach: feeds and webhooks come from strangers, and must
/// not open doors inside the operator's network (SSRF).
///
/// [AddressGuard] judges a URL when it is registered, and the address itself each time a connection
/// is about to be made, on every hop; connections are made to the address that was judged.
@NullMarked
package tocsin.edge.address;

import org.jspecify.annotations.NullMarked;
