package tocsin.alert.delivery;

import java.net.URI;
import java.util.Locale;
import tocsin.alert.subscription.ChannelSpec;

/// What a limit and a breaker are for: a scheme, host and port, or the mail server.
final class Target {
  static final String EMAIL = "email";

  private Target() {}

  static String of(ChannelSpec channel) {
    return switch (channel) {
      case ChannelSpec.Email() -> EMAIL;
      case ChannelSpec.Webhook(var url) -> of(url);
    };
  }

  private static String of(URI url) {
    var scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    var host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
    int port = url.getPort() >= 0 ? url.getPort() : scheme.equals("https") ? 443 : 80;
    return scheme + "://" + host + ":" + port;
  }
}
