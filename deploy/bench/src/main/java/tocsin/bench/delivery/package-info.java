/// How long a tagged article takes to become webhooks, and how many the alert-service hands over:
/// the packaged service on an embedded broker and database, its receivers in this process.
///
/// Read [tocsin.bench.delivery.DeliveryBench] first.
@NullMarked
package tocsin.bench.delivery;

import org.jspecify.annotations.NullMarked;
