package tocsin.alert.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tocsin.events.ActorTag;
import tocsin.events.Evidence;
import tocsin.events.TaggedArticle;
import tocsin.events.ThemeTag;

/// What the alerts of one revision of an article show: kept when they are opened, so that every try
/// and every later look shows the same.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AlertContent(
    Article article,
    Excerpt excerpt,
    List<ThemeTag> themes,
    List<ActorTag> actors,
    String vocabulary) {
  private static final int LONGEST_TITLE = 500;

  /// The article itself.
  ///
  /// @param source the host it was published on
  /// @param summary how its text begins
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Article(
      String id,
      String title,
      @Nullable String url,
      String source,
      String feed,
      String language,
      @Nullable Instant published,
      Instant fetched,
      String summary) {}

  public AlertContent {
    themes = List.copyOf(themes);
    actors = List.copyOf(actors);
  }

  public static AlertContent of(TaggedArticle article) {
    var title = article.title();
    return new AlertContent(
        new Article(
            article.id(),
            Cut.to(LONGEST_TITLE, title),
            safeUrl(article.url()),
            article.source(),
            Cut.to(LONGEST_TITLE, article.feedTitle()),
            article.language(),
            article.published(),
            article.fetched(),
            Excerpt.of(article.text(), List.of()).text()),
        Excerpt.of(article.text(), evidence(article.themes(), article.actors())),
        article.themes(),
        article.actors(),
        article.vocabulary());
  }

  /// All spans that tags rest on, in the order of the article, each once.
  public List<Evidence> evidence() {
    return evidence(themes, actors);
  }

  private static List<Evidence> evidence(List<ThemeTag> themes, List<ActorTag> actors) {
    List<Evidence> all = new ArrayList<>();
    themes.forEach(tag -> all.addAll(tag.evidence()));
    actors.forEach(tag -> all.addAll(tag.evidence()));
    return Marks.ordered(all);
  }

  /// Only what a reader's program may open.
  private static @Nullable String safeUrl(@Nullable String url) {
    return url != null && url.length() <= 2_048 && url.matches("(?i)https?://\\S+") ? url : null;
  }
}
