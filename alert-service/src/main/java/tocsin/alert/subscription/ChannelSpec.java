package tocsin.alert.subscription;

import java.net.URI;

/// Where the alerts of a subscription go.
public sealed interface ChannelSpec {
  String type();

  /// To the subscriber's address.
  record Email() implements ChannelSpec {
    @Override
    public String type() {
      return "email";
    }
  }

  /// To an endpoint, signed with the subscription's secret.
  record Webhook(URI url) implements ChannelSpec {
    @Override
    public String type() {
      return "webhook";
    }
  }
}
