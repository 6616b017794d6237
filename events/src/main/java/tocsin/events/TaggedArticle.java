package tocsin.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An article with its tags: the value of topics `articles-tagged` and `articles-retagged`, keyed
/// by [#id]. An [Article] without its HTML and furniture, see there for the fields both have.
///
/// @param language as detected (BCP 47: `de`, `zh`, `zh-Hant`, ...); `und` where undecided
/// @param fingerprint SuperMinHash of the text, 64 components of 8 bits in base64; null where the
///   text is too short to have one
/// @param vocabulary the version of the vocabulary the tags follow from
/// @param tagged when
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaggedArticle(
    String id,
    String feedId,
    String feedTitle,
    @Nullable String url,
    String title,
    String text,
    String language,
    List<String> authors,
    List<String> categories,
    @Nullable Instant published,
    @Nullable Instant updated,
    Instant fetched,
    int revision,
    boolean backlog,
    boolean cut,
    List<ThemeTag> themes,
    List<ActorTag> actors,
    @Nullable String fingerprint,
    String vocabulary,
    Instant tagged) {

  public TaggedArticle {
    Checks.present("id", id);
    Checks.present("feedId", feedId);
    Checks.present("fetched", fetched);
    Checks.present("vocabulary", vocabulary);
    Checks.present("tagged", tagged);
    feedTitle = Checks.orEmpty(feedTitle);
    title = Checks.orEmpty(title);
    text = Checks.orEmpty(text);
    language = Checks.orEmpty(language).isEmpty() ? "und" : language;
    authors = Checks.copy(authors);
    categories = Checks.copy(categories);
    themes = Checks.copy(themes);
    actors = Checks.copy(actors);
    revision = Math.max(1, revision);
    for (var tag : themes) {
      standing(tag.id(), tag.evidence(), title, text);
    }
    for (var tag : actors) {
      standing(tag.id(), tag.evidence(), title, text);
    }
  }

  private static void standing(String tag, List<Evidence> evidence, String title, String text) {
    for (var e : evidence) {
      var field = e.field() == Evidence.Field.title ? title : text;
      if (!field.regionMatches(e.start(), e.text(), 0, e.text().length())) {
        throw new IllegalArgumentException(
            "evidence '%s' of '%s' does not stand at %s %d..%d"
                .formatted(e.text(), tag, e.field(), e.start(), e.end()));
      }
    }
  }

  /// The host that published the article, without `www.`: what `source:` in a query compares with;
  /// empty where the article has no usable link.
  public String source() {
    return Ids.host(url);
  }
}
