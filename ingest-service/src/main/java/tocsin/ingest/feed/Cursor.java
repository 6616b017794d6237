package tocsin.ingest.feed;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import tocsin.edge.problem.Problem;

/// The place in the list of feeds that a page ended at, as clients carry it: the feed it names may
/// be gone by then.
final class Cursor {
  private Cursor() {}

  static String after(Feed feed) {
    var place = feed.registered() + " " + feed.id();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(place.getBytes(StandardCharsets.UTF_8));
  }

  static FeedCatalog.Place read(String cursor) {
    try {
      var place = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      int space = place.indexOf(' ');
      return new FeedCatalog.Place(
          Instant.parse(place.substring(0, Math.max(0, space))), place.substring(space + 1));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw Problem.field("cursor", "is not one that a list of feeds gave").exception();
    }
  }
}
