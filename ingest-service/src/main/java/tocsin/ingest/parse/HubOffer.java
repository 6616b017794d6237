package tocsin.ingest.parse;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tocsin.ingest.parse.xml.Element;

/// What a publisher says of being told: the hub to subscribe at, and the address the feed has
/// there.
///
/// @param hub null where there is none
/// @param self null where it is not said
public record HubOffer(@Nullable String hub, @Nullable String self) {
  public static final HubOffer NONE = new HubOffer(null, null);

  private static final int LONGEST = 2_000;
  private static final Pattern LINK =
      Pattern.compile(
          "<([^>]{1," + LONGEST + "})>((?:\\s*;\\s*[^;,\"]{1,200}(?:\"[^\"]{0,500}\")?)*)");
  private static final Pattern REL =
      Pattern.compile("(?i);\\s*rel\\s*=\\s*(?:\"([^\"]*)\"|([^\\s;,\"]+))");

  /// What this does not say, the other does: headers count before the document.
  public HubOffer or(HubOffer other) {
    return new HubOffer(hub == null ? other.hub : hub, self == null ? other.self : self);
  }

  /// Of `Link` headers (RFC 8288).
  ///
  /// @param base of relative references
  public static HubOffer ofHeaders(List<String> headers, URI base) {
    String hub = null;
    String self = null;
    for (var header : headers) {
      var links = LINK.matcher(header.length() > 4 * LONGEST ? "" : header);
      while (links.find()) {
        var rel = REL.matcher(links.group(2));
        var names = rel.find() ? Stream.of(rel.group(1), rel.group(2)) : Stream.<String>empty();
        for (var name :
            names.filter(n -> n != null).flatMap(n -> Stream.of(n.split("\\s+"))).toList()) {
          var url = Links.absolute(links.group(1), base);
          switch (name.toLowerCase(Locale.ROOT)) {
            case "hub" -> hub = hub == null ? url : hub;
            case "self" -> self = self == null ? url : self;
            default -> {}
          }
        }
      }
    }
    return new HubOffer(hub, self);
  }

  /// Of the `link` elements of Atom at the head of a feed, in any dialect.
  static HubOffer of(Element channel, URI base) {
    return new HubOffer(link(channel, "hub", base), link(channel, "self", base));
  }

  private static @Nullable String link(Element channel, String rel, URI base) {
    for (var child : channel.children()) {
      if (child.name().equals("link")
          && child.attributeOrEmpty("rel").strip().equalsIgnoreCase(rel)) {
        var url = Links.absolute(child.attribute("href"), base);
        if (url != null) {
          return url;
        }
      }
    }
    return null;
  }

  /// Of a JSON Feed.
  static HubOffer of(JsonNode feed, URI base) {
    String hub = null;
    for (var offered : feed.path("hubs")) {
      if (hub == null && offered.path("type").asText("").equalsIgnoreCase("websub")) {
        hub = Links.absolute(offered.path("url").asText(""), base);
      }
    }
    return new HubOffer(
        hub,
        Optional.ofNullable(feed.path("feed_url").textValue())
            .map(url -> Links.absolute(url, base))
            .orElse(null));
  }
}
