package tocsin.acceptance;

import static tocsin.acceptance.Api.map;

/// A confirmed subscriber.
///
/// @param api alert-service under the subscriber's own token
record Person(World world, String email, Api api) {

  /// To a webhook on a path of its own.
  Subscription hooked(String name, String query) {
    var path = "/" + name;
    return subscribe(name, query, map("type", "webhook", "url", world.hooks().url(path)), path);
  }

  /// To the subscriber's address.
  Subscription mailed(String name, String query) {
    return subscribe(name, query, map("type", "email"), email);
  }

  private Subscription subscribe(String name, String query, Object channel, String target) {
    var created =
        api.post(
                "/api/subscriptions",
                map(
                    "name", name,
                    "query", query,
                    "channel", channel,
                    "schedule", "immediate",
                    "story", "each"))
            .expect(201);
    var secret = created.at("/channel/secret").asText("");
    return new Subscription(world, api, created.get("id").asText(), target, secret);
  }
}
