/// Black-box tests of the local stack, started from its packaged artefacts.
///
/// One [tocsin.acceptance.World] serves all scenarios: the stack as processes, a newsroom of feeds,
/// a sink of webhooks and one of mails around it. Scenarios drive it as its users do, through feeds
/// and REST; only poison needs a producer on the broker. Read [tocsin.acceptance.DeliveryIT] first.
@NullMarked
package tocsin.acceptance;

import org.jspecify.annotations.NullMarked;
