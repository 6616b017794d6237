package tocsin.alert.history;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tocsin.events.ActorTag;
import tocsin.events.Grade;
import tocsin.events.TaggedArticle;
import tocsin.events.ThemeTag;

/// What is kept of an article beside its topic: its tags without scores and evidence, and where its
/// records stand.
///
/// @param latest its record of the highest revision
/// @param earlier its other records
/// @param story the article that came first of those that say the same
record Recorded(
    String id,
    int partition,
    Record latest,
    List<Record> earlier,
    Instant tagged,
    boolean backlog,
    String story,
    String feed,
    String source,
    String language,
    List<String> authors,
    List<String> themes,
    Set<String> primaries,
    List<String> actors) {

  /// One record of an article.
  ///
  /// @param order in which records were taken in, that of others of the same story included
  record Record(long offset, long order) {}

  Recorded {
    earlier = List.copyOf(earlier);
    authors = List.copyOf(authors);
    themes = List.copyOf(themes);
    primaries = Set.copyOf(primaries);
    actors = List.copyOf(actors);
  }

  boolean isSingle() {
    return earlier.isEmpty();
  }

  /// The article as far as it is kept here: every theme at full score, no words.
  TaggedArticle outline() {
    return new TaggedArticle(
        id,
        feed,
        "",
        address(),
        "",
        "",
        language,
        authors,
        List.of(),
        null,
        null,
        tagged,
        1,
        backlog,
        false,
        themes.stream().distinct().map(this::theme).toList(),
        actors.stream().map(actor -> new ActorTag(actor, 1, List.of())).toList(),
        null,
        "outline",
        tagged);
  }

  /// An address on the host that is the source.
  private @Nullable String address() {
    if (source.isEmpty()) {
      return null;
    }
    return (source.startsWith("www.") ? "https://www." : "https://") + source;
  }

  private ThemeTag theme(String theme) {
    var grade = primaries.contains(theme) ? Grade.primary : Grade.secondary;
    return new ThemeTag(theme, grade, 1, List.of());
  }
}
