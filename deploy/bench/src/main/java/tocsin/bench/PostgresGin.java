package tocsin.bench;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// A table with arrays, one GIN index over all of them; -1 in an array stands for any.
final class PostgresGin implements Engine {
  private static final int CHUNK = 50_000;
  private static final String MATCH =
      """
      SELECT id FROM wish WHERE themes && ? AND actors && ? AND also && ? AND languages && ?
        AND NOT without && ? ORDER BY id\
      """;

  private final Connection connection;
  private @Nullable PreparedStatement match;

  PostgresGin(Connection connection) throws SQLException {
    this.connection = connection;
    run("DROP TABLE IF EXISTS wish");
    run(
        "CREATE TABLE wish (id int, themes int[], actors int[], also int[], languages int[], without int[])");
  }

  private void run(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public String name() {
    return "postgresql-gin";
  }

  @Override
  public long add(int from, int to) throws IOException, SQLException {
    long nanos = 0;
    for (int first = from; first < to; first += CHUNK) {
      var rows = new StringBuilder();
      for (int n = first; n < Math.min(to, first + CHUNK); n++) {
        rows.append(n).append('\t').append(row(Wish.of(n))).append('\n');
      }
      long start = System.nanoTime();
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("COPY wish FROM STDIN", new StringReader(rows.toString()));
      nanos += System.nanoTime() - start;
    }
    return nanos;
  }

  @Override
  public long ready() throws SQLException {
    long start = System.nanoTime();
    run("CREATE INDEX ON wish USING gin (actors, themes, languages, also) WITH (fastupdate = off)");
    run("CREATE INDEX ON wish (id)");
    run("ANALYZE wish");
    match = connection.prepareStatement(MATCH);
    return System.nanoTime() - start;
  }

  private static String row(Wish wish) {
    return Arrays.stream(arrays(wish))
        .map(a ->
            Arrays.stream(a).mapToObj(Integer::toString).collect(Collectors.joining(",", "{", "}")))
        .collect(Collectors.joining("\t"));
  }

  private static int[][] arrays(Wish wish) {
    return new int[][] {
      orAny(Arrays.stream(wish.themes()).map(t -> t * 4 + wish.level()).toArray()),
      orAny(wish.actors()),
      {wish.also()},
      orAny(wish.languages()),
      wish.without() < 0 ? new int[0] : new int[] {wish.without() * 4 + wish.level()}
    };
  }

  private static int[] orAny(int[] numbers) {
    return numbers.length == 0 ? new int[] {-1} : numbers;
  }

  @Override
  public long[] match(News news) throws SQLException {
    var themes =
        IntStream.range(0, news.themes().length)
            .flatMap(
                i -> IntStream.rangeClosed(0, news.levels()[i]).map(l -> news.themes()[i] * 4 + l))
            .toArray();
    int wider = Wish.LANGUAGES.indexOf(news.languageTag().split("-", 2)[0]);
    var statement = match;
    if (statement == null) {
      throw new IllegalStateException("not ready");
    }
    set(statement, 1, IntStream.concat(Arrays.stream(themes), IntStream.of(-1)));
    set(statement, 2, IntStream.concat(Arrays.stream(news.actors()), IntStream.of(-1)));
    set(statement, 3, IntStream.concat(Arrays.stream(news.actors()), IntStream.of(-1)));
    set(statement, 4, IntStream.of(news.language(), wider, -1));
    set(statement, 5, Arrays.stream(themes));
    var found = LongStream.builder();
    try (var rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(rows.getLong(1));
      }
    }
    return found.build().toArray();
  }

  private void set(PreparedStatement statement, int at, IntStream numbers) throws SQLException {
    statement.setArray(at, connection.createArrayOf("int4", numbers.boxed().toArray()));
  }

  @Override
  public void update(int number, Wish wish) throws SQLException {
    var arrays = arrays(wish);
    try (var update =
        connection.prepareStatement(
            "UPDATE wish SET themes = ?, actors = ?, also = ?, languages = ?, without = ? WHERE id = ?")) {
      for (int i = 0; i < arrays.length; i++) {
        set(update, i + 1, Arrays.stream(arrays[i]));
      }
      update.setInt(arrays.length + 1, number);
      update.executeUpdate();
    }
  }

  @Override
  public long bytes() throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT pg_total_relation_size('wish')")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    run("DROP TABLE wish");
  }
}
