/// WebSub (https://www.w3.org/TR/websub/): a feed that names a hub is subscribed to there, and the
/// hub sends what is new. [Subscriber] asks hubs, [HubResource] is what they call, [PushStore]
/// keeps how it stands with each.
@NullMarked
package tocsin.ingest.websub;

import org.jspecify.annotations.NullMarked;
