package tocsin.alert.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tocsin.alert.sql.Sql;
import tocsin.events.TaggedArticle;
import tocsin.text.Fingerprint;

/// Assigns articles to stories, once: an article that says nearly the same as one that began a
/// story belongs to it, any other begins its own. Only beginnings are compared with, so that a
/// story cannot wander off from article to article, and a thousand copies cost no more than one.
///
/// Nodes that could decide about the same story at the same time wait for one another, by advisory
/// locks on the bands of the fingerprint, then on the story itself.
final class Stories {
  /// bands share this many locks, so that a large batch does not use up the database's
  private static final int LOCKS = 256;

  private static final int BAND_LOCKS = 0x570E1;
  private static final int STORY_LOCKS = 0x570E2;

  private final Duration window;

  Stories(Duration window) {
    this.window = window;
  }

  /// An article that began a story.
  record Beginning(String story, String fingerprint, Set<Integer> bands) {}

  /// @return the story of each article that has a fingerprint, by article id
  Map<String, String> assign(Sql sql, List<Matched> articles, Instant now) {
    Map<String, String> assigned = new HashMap<>();
    Set<Integer> bands = new HashSet<>();
    articles.forEach(m -> bands.addAll(bands(m.article())));
    if (bands.isEmpty()) {
      return assigned;
    }
    var told = articles.stream().filter(m -> !bands(m.article()).isEmpty()).toList();
    lock(sql, BAND_LOCKS, bands);
    sql.run(
            "SELECT id, story FROM article WHERE id = ANY($1)",
            (Object) told.stream().map(m -> m.article().id()).toArray(String[]::new))
        .forEach(row -> assigned.put(row.getString("id"), row.getString("story")));
    var beginnings = beginnings(sql, bands, now.minus(window));
    for (var m : told) {
      var id = m.article().id();
      if (!assigned.containsKey(id)) {
        var fingerprint = String.valueOf(m.article().fingerprint());
        var own = Set.copyOf(bands(m.article()));
        var story = nearest(id, fingerprint, own, beginnings);
        assigned.put(id, story);
        if (story.equals(id)) {
          beginnings.add(new Beginning(id, fingerprint, own));
        }
      }
    }
    Set<Integer> stories = new HashSet<>();
    assigned.values().forEach(story -> stories.add(story.hashCode()));
    lock(sql, STORY_LOCKS, stories);
    return assigned;
  }

  private static List<Beginning> beginnings(Sql sql, Set<Integer> bands, Instant since) {
    List<Beginning> beginnings = new ArrayList<>();
    sql.run(
            """
            SELECT id, fingerprint, bands FROM article
            WHERE bands && $1 AND id = story AND tagged > $2 AND fingerprint IS NOT NULL ORDER BY tagged, id\
            """,
            bands.toArray(Integer[]::new),
            Sql.at(since))
        .forEach(row ->
            beginnings.add(
                new Beginning(
                    row.getString("id"),
                    row.getString("fingerprint"),
                    Set.copyOf(Arrays.asList(row.getArrayOfIntegers("bands"))))));
    return beginnings;
  }

  private static void lock(Sql sql, int kind, Set<Integer> keys) {
    Set<Integer> locks = new TreeSet<>();
    keys.forEach(key -> locks.add(Math.floorMod(key, LOCKS)));
    sql.run(
        "SELECT pg_advisory_xact_lock($1, l) FROM unnest($2::int[]) AS l ORDER BY l",
        kind,
        locks.toArray(Integer[]::new));
  }

  /// The story whose beginning is most alike, the earlier of two; the article's own where none is.
  static String nearest(
      String id, String fingerprint, Set<Integer> own, List<Beginning> beginnings) {
    var story = id;
    double best = 0;
    for (var beginning : beginnings) {
      if (beginning.bands().stream().anyMatch(own::contains)) {
        double alike = Fingerprint.similarity(fingerprint, beginning.fingerprint());
        if (alike >= StoryBands.SAME && alike > best) {
          best = alike;
          story = beginning.story();
        }
      }
    }
    return story;
  }

  static List<Integer> bands(TaggedArticle article) {
    @Nullable String fingerprint = article.fingerprint();
    return fingerprint == null
        ? List.of()
        : StoryBands.of(fingerprint).stream().distinct().toList();
  }
}
