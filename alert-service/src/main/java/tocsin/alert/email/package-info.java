/// Alerts and digests by e-mail.
@NullMarked
package tocsin.alert.email;

import org.jspecify.annotations.NullMarked;
