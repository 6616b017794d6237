package tocsin.alert.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

/// Assigns articles to stories, once: an article that says nearly the same as one before it belongs
/// to the story of that one, any other begins its own.
///
/// Nodes that could decide about the same story at the same time wait for one another, by advisory
/// locks on the bands of the fingerprint.
final class Stories {
  /// bands share this many locks, so that a large batch does not use up the database's
  private static final int LOCKS = 256;

  private static final int LOCK_CLASS = 0x570E1;

  private final Duration window;

  Stories(Duration window) {
    this.window = window;
  }

  /// An article that others may repeat.
  private record Told(String story, String fingerprint, Set<Integer> bands) {}

  /// @return the story of each article that has a fingerprint, by article id
  Map<String, String> assign(Sql sql, List<Matched> articles, Instant now) {
    Map<String, String> assigned = new HashMap<>();
    var told = articles.stream().filter(m -> m.article().fingerprint() != null).toList();
    if (told.isEmpty()) {
      return assigned;
    }
    Set<Integer> bands = new HashSet<>();
    told.forEach(m -> bands.addAll(bands(m.article())));
    lock(sql, bands);
    sql.run(
            "SELECT id, story FROM article WHERE id = ANY($1)",
            (Object) told.stream().map(m -> m.article().id()).toArray(String[]::new))
        .forEach(row -> assigned.put(row.getString("id"), row.getString("story")));
    List<Told> earlier = new ArrayList<>();
    sql.run(
            """
            SELECT story, fingerprint, bands FROM article
            WHERE bands && $1 AND tagged > $2 AND fingerprint IS NOT NULL ORDER BY tagged, id\
            """,
            bands.toArray(Integer[]::new),
            Sql.at(now.minus(window)))
        .forEach(row ->
            earlier.add(
                new Told(
                    row.getString("story"),
                    row.getString("fingerprint"),
                    Set.of(row.getArrayOfIntegers("bands")))));
    for (var m : told) {
      var article = m.article();
      var own = Set.copyOf(bands(article));
      var story = assigned.computeIfAbsent(article.id(), id -> nearest(article, own, earlier));
      earlier.add(new Told(story, String.valueOf(article.fingerprint()), own));
    }
    return assigned;
  }

  private static void lock(Sql sql, Set<Integer> bands) {
    Set<Integer> locks = new TreeSet<>();
    bands.forEach(band -> locks.add(Math.floorMod(band, LOCKS)));
    sql.run(
        "SELECT pg_advisory_xact_lock($1, l) FROM unnest($2::int[]) AS l ORDER BY l",
        LOCK_CLASS,
        locks.toArray(Integer[]::new));
  }

  private static String nearest(TaggedArticle article, Set<Integer> own, List<Told> earlier) {
    var story = article.id();
    double best = StoryBands.SAME;
    for (var other : earlier) {
      if (other.bands().stream().anyMatch(own::contains)) {
        double alike =
            Fingerprint.similarity(String.valueOf(article.fingerprint()), other.fingerprint());
        if (alike > best || alike == best && best == StoryBands.SAME) {
          best = alike;
          story = other.story();
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
