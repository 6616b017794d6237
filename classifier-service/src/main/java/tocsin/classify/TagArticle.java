package tocsin.classify;

import java.time.Instant;
import tocsin.classify.tag.Tagger;
import tocsin.events.Article;
import tocsin.events.EventJson;
import tocsin.events.TaggedArticle;
import tocsin.text.Fingerprint;

/// An article to the record that goes out: its tags, its fingerprint, without its HTML.
final class TagArticle {
  private static final int MOST_BYTES = EventJson.MAX_BYTES;

  private TagArticle() {}

  static TaggedArticle of(Article a, Tagger tagger, Instant now) {
    var article = a;
    while (true) {
      var tagged = tagged(article, tagger, now);
      if (EventJson.write(tagged).length <= MOST_BYTES || article.text().isEmpty()) {
        return tagged;
      }
      article = shorter(article);
    }
  }

  private static TaggedArticle tagged(Article a, Tagger tagger, Instant now) {
    var tags = tagger.tag(a.title(), a.text(), a.furniture(), a.language());
    return new TaggedArticle(
        a.id(),
        a.feedId(),
        a.feedTitle(),
        a.url(),
        a.title(),
        a.text(),
        tags.language(),
        a.authors(),
        a.categories(),
        a.published(),
        a.updated(),
        a.fetched(),
        a.revision(),
        a.backlog(),
        a.cut(),
        tags.themes(),
        tags.actors(),
        Fingerprint.of(a.text()).orElse(null),
        tagger.vocabulary().version(),
        now);
  }

  /// Half of the text, flagged as cut.
  private static Article shorter(Article a) {
    int half = a.text().length() / 2;
    int end = half > 0 && Character.isHighSurrogate(a.text().charAt(half - 1)) ? half - 1 : half;
    return new Article(
        a.id(),
        a.feedId(),
        a.feedTitle(),
        a.url(),
        a.title(),
        a.text().substring(0, end),
        null,
        a.furniture().stream().filter(span -> span.end() <= end).toList(),
        a.language(),
        a.authors(),
        a.categories(),
        a.published(),
        a.updated(),
        a.fetched(),
        a.revision(),
        a.backlog(),
        true);
  }
}
