package tocsin.alert.delivery;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import tocsin.events.ActorTag;
import tocsin.events.Evidence;
import tocsin.events.Grade;
import tocsin.events.TaggedArticle;
import tocsin.events.ThemeTag;

/// Deliveries to try channels on.
public final class Parcels {
  public static final Instant OPENED = Instant.parse("2026-03-01T10:00:00Z");
  public static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String TEXT =
      "Washington restricts exports of AI chips. China answers with controls of its own.";

  private Parcels() {}

  public static Parcel.Receiver receiver(String name, String zone) {
    return new Parcel.Receiver(
        "sub-1",
        name,
        "person-1",
        null,
        "reader@people.example",
        List.of(SECRET),
        "unsubscribe-token",
        "link-key",
        ZoneId.of(zone),
        null,
        false,
        Parcel.Standing.active);
  }

  public static Parcel alert(TaggedArticle article) {
    return new Parcel(
        "delivery-1",
        Parcel.Kind.alert,
        receiver("Chips", "UTC"),
        null,
        OPENED,
        List.of(of("alert-1", "story-1", article)));
  }

  public static Parcel digest(List<Parcel.Alert> alerts) {
    return new Parcel(
        "delivery-2",
        Parcel.Kind.digest,
        receiver("Chips", "Europe/Berlin"),
        new DigestWindow(OPENED.minusSeconds(3_600), OPENED),
        OPENED,
        alerts);
  }

  public static Parcel test() {
    return new Parcel(
        "delivery-3", Parcel.Kind.test, receiver("Chips", "UTC"), null, OPENED, List.of());
  }

  public static Parcel.Alert of(String id, String story, TaggedArticle article) {
    return new Parcel.Alert(
        id, "Chips", OPENED, story, List.of("china"), List.of(), AlertContent.of(article));
  }

  public static TaggedArticle article(String title) {
    return article(title, TEXT, List.of("export-controls"), List.of("china"), "chips", "China");
  }

  /// An article whose tags all rest on the words given.
  public static TaggedArticle article(
      String title, String text, List<String> themes, List<String> actors, String... words) {
    List<Evidence> evidence = new ArrayList<>();
    for (var word : words) {
      int at = text.indexOf(word);
      evidence.add(new Evidence(Evidence.Field.text, at, at + word.length(), word, word));
    }
    return new TaggedArticle(
        "article-1",
        "feed-1",
        "A feed",
        "https://news.example/1",
        title,
        text,
        "en",
        List.of(),
        List.of(),
        OPENED.minusSeconds(60),
        null,
        OPENED.minusSeconds(1),
        1,
        false,
        false,
        themes.stream().map(t -> new ThemeTag(t, Grade.primary, 0.9, evidence)).toList(),
        actors.stream().map(a -> new ActorTag(a, 1, evidence)).toList(),
        null,
        "v1",
        OPENED);
  }
}
