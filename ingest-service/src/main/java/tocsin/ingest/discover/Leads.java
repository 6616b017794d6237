package tocsin.ingest.discover;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import tocsin.ingest.feed.FeedUrl;

/// Where a site's feeds may be: addresses to try.
final class Leads {
  private static final int MOST = 10;
  private static final Pattern FEED_TYPE =
      Pattern.compile("application/(?:rss|atom|rdf|feed)\\+(?:xml|json)|application/json");
  private static final Pattern CHARSET = Pattern.compile("(?i)charset=\"?([\\w.:-]+)");
  private static final List<String> USUAL =
      List.of("feed", "rss.xml", "atom.xml", "feed.xml", "index.xml", "rss", "feed.json");

  /// A site whose feeds follow from the address of a page.
  private record Site(Pattern page, Function<Matcher, String> feed) {}

  private static final List<Site> SITES =
      List.of(
          site(
              "https?://(?:www\\.|m\\.)?youtube\\.com/channel/(UC[\\w-]+).*",
              "https://www.youtube.com/feeds/videos.xml?channel_id=%s"),
          site(
              "https?://(?:www\\.|m\\.)?youtube\\.com/playlist\\?(?:.*&)?list=([\\w-]+).*",
              "https://www.youtube.com/feeds/videos.xml?playlist_id=%s"),
          site(
              "https?://(?:www\\.|m\\.)?youtube\\.com/user/([\\w-]+).*",
              "https://www.youtube.com/feeds/videos.xml?user=%s"),
          site(
              "https?://(?:www\\.)?github\\.com/([\\w.-]+/[\\w.-]+?)(?:\\.git)?(?:/(?:releases|tags).*)?/?",
              "https://github.com/%s/releases.atom"),
          site(
              "https?://(?:www\\.|old\\.)?reddit\\.com/(r/\\w+)(?:/.*)?",
              "https://www.reddit.com/%s/.rss"),
          site("https?://bsky\\.app/profile/([\\w.:-]+)/?", "https://bsky.app/profile/%s/rss"),
          site("https?://medium\\.com/(@?[\\w.-]+)/?", "https://medium.com/feed/%s"),
          // an account of Mastodon and its kin, whatever the host
          site(
              "(https://(?!(?:www\\.|m\\.)?youtube\\.com|medium\\.com)[\\w.-]+(?::\\d+)?/@[\\w.]+)/?",
              "%s.rss"));

  private Leads() {}

  private static Site site(String page, String feed) {
    return new Site(Pattern.compile(page), match -> feed.formatted(match.group(1)));
  }

  /// By the address alone.
  static List<URI> known(URI page) {
    return SITES.stream()
        .map(site ->
            Optional.of(site.page().matcher(page.toString()))
                .filter(Matcher::matches)
                .map(site.feed()))
        .flatMap(Optional::stream)
        .map(URI::create)
        .toList();
  }

  /// What a page names: `link rel=alternate`, then links to what looks like a feed.
  static List<URI> named(byte[] page, @Nullable String contentType, URI address) {
    var charset = CHARSET.matcher(contentType == null ? "" : contentType);
    try (var bytes = new ByteArrayInputStream(page)) {
      var document =
          Jsoup.parse(bytes, charset.find() ? charset.group(1) : null, address.toString());
      var declared =
          document.select("link[rel~=(?i)\\balternate\\b][href]").stream().filter(Leads::isFeed);
      var linked =
          document.select("a[href]").stream()
              .filter(link ->
                  link.attr("href").matches("(?i)[^?#]*(?:rss|atom|feed)[^/?#]*(?:\\.xml|/)?"));
      return addresses(Stream.concat(declared, linked).map(link -> link.absUrl("href")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException unknownCharset) {
      return named(page, null, address);
    }
  }

  private static boolean isFeed(Element link) {
    return FEED_TYPE.matcher(link.attr("type").toLowerCase(Locale.ROOT).strip()).lookingAt();
  }

  /// Where feeds usually are: beside the page, then at the top of the site.
  static List<URI> usual(URI page) {
    List<String> addresses = new ArrayList<>();
    for (var base : List.of(page.resolve("."), page.resolve("/"))) {
      USUAL.forEach(name -> addresses.add(base.resolve(name).toString()));
    }
    return addresses(addresses.stream());
  }

  private static List<URI> addresses(Stream<String> written) {
    return written
        .map(address -> FeedUrl.of(address).normal())
        .filter(address -> address.startsWith("http://") || address.startsWith("https://"))
        .flatMap(address -> {
          try {
            return Stream.of(URI.create(address));
          } catch (IllegalArgumentException e) {
            return Stream.empty();
          }
        })
        .distinct()
        .limit(MOST)
        .toList();
  }
}
