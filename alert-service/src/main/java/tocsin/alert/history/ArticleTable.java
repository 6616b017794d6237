package tocsin.alert.history;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tocsin.alert.sql.Sql;

/// The articles that were taken in, as PostgreSQL keeps them.
public final class ArticleTable {
  private static final int PAGE = 10_000;
  private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

  private static final String COLUMNS =
      """
      SELECT id, topic_partition, topic_offset, recorded, earlier_offsets, earlier_recorded, tagged, published, backlog, story, feed,
        source, language, authors, themes, primaries, actors FROM article
      """;

  private final Pool pool;

  public ArticleTable(Pool pool) {
    this.pool = pool;
  }

  Optional<Recorded> find(String id) {
    return all(COLUMNS + "WHERE id = $1", id).stream().findFirst();
  }

  /// Those tagged in the range, and those that have earlier records and were tagged again after its
  /// beginning: page by page.
  ///
  /// @param from inclusive
  /// @param to exclusive
  void tagged(Instant from, Instant to, Consumer<List<Recorded>> taker) {
    pages("tagged < $2", from, to, taker);
    pages("tagged < $2 AND earlier_offsets <> '{}'", to, NEVER, taker);
  }

  /// How many were tagged in the range.
  long count(Instant from, Instant to) {
    return Sql.on(pool)
        .run(
            "SELECT count(*) AS n FROM article WHERE tagged >= $1 AND tagged < $2",
            Sql.at(from),
            Sql.at(to))
        .iterator()
        .next()
        .getLong("n");
  }

  /// How many were published in the range.
  long countPublished(Instant from, Instant to) {
    return Sql.on(pool)
        .run(
            "SELECT count(*) AS n FROM article WHERE published >= $1 AND published < $2",
            Sql.at(from),
            Sql.at(to))
        .iterator()
        .next()
        .getLong("n");
  }

  /// An article and when it was published.
  record Dated(Instant published, Recorded article) {}

  /// Those that were published behind an article, in the order of that.
  ///
  /// @param id empty before the first of its time
  /// @param to exclusive
  List<Dated> published(Instant after, String id, Instant to, int most) {
    List<Dated> page = new ArrayList<>();
    Sql.on(pool)
        .run(
            COLUMNS
                + """
                WHERE (published, id) > ($1, $2) AND published < $3 ORDER BY published, id LIMIT $4\
                """,
            Sql.at(after),
            id,
            Sql.at(to),
            most)
        .forEach(row ->
            page.add(new Dated(row.getOffsetDateTime("published").toInstant(), recorded(row))));
    return page;
  }

  private void pages(String end, Instant from, Instant to, Consumer<List<Recorded>> taker) {
    var select =
        COLUMNS
            + "WHERE tagged >= $1 AND "
            + end
            + " AND (tagged, id) > ($3, $4) ORDER BY tagged, id LIMIT $5";
    var last = Sql.at(from);
    var id = "";
    while (true) {
      List<Recorded> page = new ArrayList<>();
      for (var row : Sql.on(pool).run(select, Sql.at(from), Sql.at(to), last, id, PAGE)) {
        page.add(recorded(row));
        last = row.getOffsetDateTime("tagged");
        id = row.getString("id");
      }
      taker.accept(page);
      if (page.size() < PAGE) {
        return;
      }
    }
  }

  /// The articles of stories that are not of the range.
  List<Recorded> besides(Collection<String> stories, Instant from, Instant to) {
    var ids = stories.toArray(String[]::new);
    return all(
        COLUMNS
            + """
            WHERE (id = ANY($1) OR story = ANY($1) AND story <> id)
              AND NOT (tagged >= $2 AND (tagged < $3 OR earlier_offsets <> '{}'))\
            """,
        ids,
        Sql.at(from),
        Sql.at(to));
  }

  private List<Recorded> all(String select, Object... values) {
    List<Recorded> all = new ArrayList<>();
    Sql.on(pool).run(select, values).forEach(row -> all.add(recorded(row)));
    return all;
  }

  private static Recorded recorded(Row row) {
    List<Recorded.Record> earlier = new ArrayList<>();
    var offsets = row.getArrayOfLongs("earlier_offsets");
    var orders = row.getArrayOfLongs("earlier_recorded");
    for (int i = 0; i < offsets.length; i++) {
      earlier.add(new Recorded.Record(offsets[i], orders[i]));
    }
    return new Recorded(
        row.getString("id"),
        row.getInteger("topic_partition"),
        new Recorded.Record(row.getLong("topic_offset"), row.getLong("recorded")),
        earlier,
        row.getOffsetDateTime("tagged").toInstant(),
        row.getBoolean("backlog"),
        row.getString("story"),
        row.getString("feed"),
        row.getString("source"),
        row.getString("language"),
        List.of(row.getArrayOfStrings("authors")),
        List.of(row.getArrayOfStrings("themes")),
        Set.of(Arrays.stream(row.getArrayOfStrings("primaries")).distinct().toArray(String[]::new)),
        List.of(row.getArrayOfStrings("actors")));
  }
}
