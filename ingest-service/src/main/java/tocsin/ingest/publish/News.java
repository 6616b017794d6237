package tocsin.ingest.publish;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tocsin.events.Article;

/// What of a document's items is new or changed: a pure function of the items and of what was seen.
///
/// An item is what its own key says. Where that is unknown, another key of it (its link, its
/// content) may name an article seen before, provided that the text is the same and that no other
/// item of the document is that article: different items may share a link. Of several items of a
/// document that are one article the first counts.
///
/// @param articles to be published, with their ids and revisions
/// @param seen by article id: what is now the current revision
/// @param keys learnt, with the article they mean
public record News(
    List<Article> articles,
    Map<String, Seen> seen,
    Map<String, String> keys,
    int fresh,
    int changed) {

  /// The current revision of an article.
  ///
  /// @param content hash of what a reader sees of it
  public record Seen(int revision, String content, boolean backlog) {}

  public static final News NONE = new News(List.of(), Map.of(), Map.of(), 0, 0);

  public News {
    articles = List.copyOf(articles);
    seen = Map.copyOf(seen);
    keys = Map.copyOf(keys);
  }

  /// @param known keys of the feed and the articles they mean
  /// @param before the articles that `known` names
  public static News of(
      List<Candidate> candidates, Map<String, String> known, Map<String, Seen> before) {
    var sorting = new Sorting(known, before);
    for (var candidate : candidates) {
      sorting.claim(candidate);
    }
    for (var candidate : candidates) {
      sorting.add(candidate);
    }
    return new News(
        sorting.articles,
        sorting.seen,
        sorting.keys,
        sorting.fresh,
        sorting.articles.size() - sorting.fresh);
  }

  private static final class Sorting {
    private final Map<String, String> known;
    private final Map<String, Seen> current;
    private final Set<String> claimed = new HashSet<>();
    private final Set<String> met = new HashSet<>();
    private final List<Article> articles = new ArrayList<>();
    private final Map<String, Seen> seen = new LinkedHashMap<>();
    private final Map<String, String> keys = new LinkedHashMap<>();
    private int fresh;

    Sorting(Map<String, String> known, Map<String, Seen> before) {
      this.known = new HashMap<>(known);
      this.current = new HashMap<>(before);
    }

    void claim(Candidate candidate) {
      var own = known.get(candidate.keys().getFirst());
      if (own != null) {
        claimed.add(own);
      }
    }

    void add(Candidate candidate) {
      var id = identity(candidate);
      claimed.add(id);
      for (var key : candidate.keys()) {
        if (known.putIfAbsent(key, id) == null) {
          keys.put(key, id);
        }
      }
      var old = current.get(id);
      if (!met.add(id) || old != null && old.content().equals(candidate.content())) {
        return;
      }
      var article = candidate.article();
      var now =
          old == null
              ? new Seen(1, candidate.content(), article.backlog())
              : new Seen(old.revision() + 1, candidate.content(), old.backlog());
      fresh += old == null ? 1 : 0;
      current.put(id, now);
      seen.put(id, now);
      articles.add(Articles.revised(article, id, now.revision(), now.backlog()));
    }

    private String identity(Candidate candidate) {
      var own = known.get(candidate.keys().getFirst());
      if (own != null) {
        return own;
      }
      for (var key : candidate.keys()) {
        var id = known.get(key);
        var there = id == null ? null : current.get(id);
        if (id != null
            && there != null
            && !claimed.contains(id)
            && there.content().equals(candidate.content())) {
          return id;
        }
      }
      return candidate.article().id();
    }
  }
}
