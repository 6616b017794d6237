/// Alerts to endpoints, by Standard Webhooks 1.0.0.
@NullMarked
package tocsin.alert.webhook;

import org.jspecify.annotations.NullMarked;
