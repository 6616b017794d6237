/// Alerts and how they reach people: opened once for an article and a subscription, queued in
/// PostgreSQL, tried under a lease, retried on a plan, each attempt on record.
///
/// `DeliveryLedger` opens, `Courier` takes what is due and hands it to a `Channel`, `RetryPlan`
/// decides what an outcome leads to.
@NullMarked
package tocsin.alert.delivery;

import org.jspecify.annotations.NullMarked;
