package tocsin.alert.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tocsin.alert.subscription.Query;
import tocsin.alert.subscription.QueryPrinter;
import tocsin.alert.subscription.RandomQueries;
import tocsin.alert.subscription.SomeWords;
import tocsin.events.Grade;
import tocsin.events.TaggedArticle;

/// What the index finds is what PostgreSQL finds with the queries as SQL.
class PostgresOracleIT {
  private static final long SEED = 99;

  private static Database database;

  @BeforeAll
  static void open() {
    database = new Database();
    database.run(
        """
        CREATE TABLE oracle (id int PRIMARY KEY, lang text, host text, feed text, authors text[],
          actors text[], kinds text[], phrases text[])\
        """);
    database.run(
        "CREATE TABLE oracle_theme (article int, id text, grp text, main boolean, score float8)");
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void match_anyQueriesAndArticles_isSql() {
    var queries = new RandomQueries(SEED);
    var random = new Random(SEED);
    var index = new SubscriptionIndex();
    List<Query> asked = new ArrayList<>();
    List<Double> scores = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      asked.add(random.nextBoolean() ? queries.plain() : queries.next());
      scores.add(random.nextBoolean() ? 0 : random.nextInt(1_001) / 1_000.0);
      index.put(i + 1, asked.getLast(), scores.getLast());
    }
    var articles = new RandomArticles(SEED);
    var found = new TreeMap<Long, TreeSet<Integer>>();
    for (int i = 0; i < 1_000; i++) {
      var article = articles.next();
      store(i, article, asked);
      for (long key : index.match(article, SomeWords.WORDS)) {
        found.computeIfAbsent(key, k -> new TreeSet<>()).add(i);
      }
    }
    for (int i = 0; i < asked.size(); i++) {
      var sql = "SELECT id FROM oracle a WHERE " + sql(asked.get(i), scores.get(i));
      var wanted = new TreeSet<Integer>();
      database.pool.query(sql).executeAndAwait().forEach(row -> wanted.add(row.getInteger(0)));
      assertThat(found.getOrDefault(i + 1L, new TreeSet<>()))
          .as("seed %d: %s at %s", SEED, QueryPrinter.print(asked.get(i)), scores.get(i))
          .isEqualTo(wanted);
    }
  }

  private static void store(int id, TaggedArticle article, List<Query> asked) {
    var kinds = article.actors().stream().map(a -> SomeWords.WORDS.kindOf(a.id()));
    database
        .pool
        .preparedQuery("INSERT INTO oracle VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
        .executeAndAwait(
            Tuple.tuple()
                .addInteger(id)
                .addString(article.language())
                .addString(article.source())
                .addString(article.feedId())
                .addArrayOfString(
                    article.authors().stream()
                        .map(author -> " " + Query.words(author) + " ")
                        .toArray(String[]::new))
                .addArrayOfString(article.actors().stream().map(a -> a.id()).toArray(String[]::new))
                .addArrayOfString(kinds.toArray(String[]::new))
                .addArrayOfString(new PlainReader(article).phrases(asked).toArray(String[]::new)));
    for (var tag : article.themes()) {
      database
          .pool
          .preparedQuery("INSERT INTO oracle_theme VALUES ($1, $2, $3, $4, $5)")
          .executeAndAwait(
              Tuple.of(
                  id,
                  tag.id(),
                  SomeWords.WORDS.groupOf(tag.id()),
                  tag.grade() == Grade.primary,
                  tag.score()));
    }
  }

  private static String sql(Query query, double minScore) {
    return switch (query) {
      case Query.And(var all) -> join(all, " AND ", minScore);
      case Query.Or(var any) -> join(any, " OR ", minScore);
      case Query.Not(var inner) -> "NOT (" + sql(inner, minScore) + ")";
      case Query.Theme(var id, boolean primary) ->
          "EXISTS (SELECT FROM oracle_theme t WHERE t.article = a.id AND '%s' IN (t.id, t.grp) AND t.score >= %s%s)"
              .formatted(id, minScore, primary ? " AND t.main" : "");
      case Query.Actor(var id) -> "'" + id + "' = ANY (a.actors)";
      case Query.Kind(var id) -> "'" + id + "' = ANY (a.kinds)";
      case Query.Language(var tag) -> "(a.lang = '%1$s' OR a.lang LIKE '%1$s-%%')".formatted(tag);
      case Query.Source(var name) ->
          "('%1$s' IN (a.feed, a.host) OR a.host LIKE '%%.%1$s')".formatted(name);
      case Query.Author(var name) ->
          "EXISTS (SELECT FROM unnest(a.authors) w WHERE w LIKE '%% %s %%')"
              .formatted(Query.words(name));
      case Query.Phrase phrase -> "'" + phrase.folded() + "' = ANY (a.phrases)";
    };
  }

  private static String join(List<Query> parts, String word, double minScore) {
    return parts.stream()
        .map(part -> sql(part, minScore))
        .collect(Collectors.joining(word, "(", ")"));
  }
}
