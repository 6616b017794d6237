package tocsin.ingest.fetch;

import java.net.URI;
import java.net.URISyntaxException;

/// Where a `Location` header leads (RFC 9110, section 10.2.2). What began encrypted is not sent on
/// in clear.
sealed interface Redirect {
  record To(URI url) implements Redirect {}

  /// @param why in words
  record Refused(String why) implements Redirect {}

  /// @param location as the header has it, also relative
  static Redirect of(URI from, String location) {
    try {
      var to = from.resolve(new URI(location.strip().replace(" ", "%20")));
      if ("https".equalsIgnoreCase(from.getScheme()) && "http".equalsIgnoreCase(to.getScheme())) {
        return new Refused("a redirect from https to http");
      }
      return to.getHost() == null ? new Refused("a redirect to no host") : new To(to);
    } catch (URISyntaxException e) {
      return new Refused("a redirect to what is no URL");
    }
  }
}
