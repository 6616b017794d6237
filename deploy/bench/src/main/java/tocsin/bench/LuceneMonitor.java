package tocsin.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.monitor.Monitor;
import org.apache.lucene.monitor.MonitorConfiguration;
import org.apache.lucene.monitor.MonitorQuery;
import org.apache.lucene.monitor.MultipassTermFilteredPresearcher;
import org.apache.lucene.monitor.QueryMatch;
import org.apache.lucene.monitor.TermWeightor;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/// Lucene Monitor in memory, with its multipass presearcher and terms weighed by how rare they are.
final class LuceneMonitor implements Engine {
  private static final int CHUNK = 10_000;
  private static final int PASSES = 3;

  private final Monitor monitor;

  LuceneMonitor() throws IOException {
    TermWeightor rarity =
        term ->
            switch (term.field()) {
              case "actor" -> 1 / News.share(Integer.parseInt(term.text()));
              case "theme" -> 5;
              default -> 2;
            };
    monitor =
        new Monitor(
            new KeywordAnalyzer(),
            new MultipassTermFilteredPresearcher(PASSES, 0, rarity, List.of(), Set.of()),
            new MonitorConfiguration());
  }

  @Override
  public String name() {
    return "lucene-monitor";
  }

  @Override
  public long add(int from, int to) throws IOException {
    long nanos = 0;
    for (int first = from; first < to; first += CHUNK) {
      List<MonitorQuery> queries = new ArrayList<>();
      for (int n = first; n < Math.min(to, first + CHUNK); n++) {
        queries.add(new MonitorQuery(Integer.toString(n), query(Wish.of(n))));
      }
      long start = System.nanoTime();
      monitor.register(queries);
      nanos += System.nanoTime() - start;
    }
    return nanos;
  }

  @Override
  public long ready() throws IOException {
    long start = System.nanoTime();
    monitor.purgeCache();
    return System.nanoTime() - start;
  }

  private static Query query(Wish wish) {
    var all = new BooleanQuery.Builder();
    int level = wish.level();
    if (wish.themes().length > 0) {
      all.add(any("theme", Arrays.stream(wish.themes()).map(t -> t * 4 + level)), Occur.MUST);
    }
    if (wish.actors().length > 0) {
      all.add(any("actor", Arrays.stream(wish.actors())), Occur.MUST);
    }
    if (wish.also() >= 0) {
      all.add(term("actor", wish.also()), Occur.MUST);
    }
    if (wish.languages().length > 0) {
      all.add(any("lang", Arrays.stream(wish.languages())), Occur.MUST);
    }
    if (wish.without() >= 0) {
      all.add(term("theme", wish.without() * 4 + level), Occur.MUST_NOT);
    }
    var query = all.build();
    return query.clauses().isEmpty() ? new MatchAllDocsQuery() : query;
  }

  private static Query any(String field, java.util.stream.IntStream terms) {
    var any = new BooleanQuery.Builder();
    terms.forEach(term -> any.add(term(field, term), Occur.SHOULD));
    return any.build();
  }

  private static Query term(String field, int number) {
    return new TermQuery(new Term(field, Integer.toString(number)));
  }

  @Override
  public long[] match(News news) throws IOException {
    var document = new Document();
    for (int i = 0; i < news.themes().length; i++) {
      for (int level = 0; level <= news.levels()[i]; level++) {
        add(document, "theme", news.themes()[i] * 4 + level);
      }
    }
    for (int actor : news.actors()) {
      add(document, "actor", actor);
    }
    int language = news.language();
    add(document, "lang", language);
    int wider = Wish.LANGUAGES.indexOf(news.languageTag().split("-", 2)[0]);
    if (wider != language) {
      add(document, "lang", wider);
    }
    var matches = monitor.match(document, QueryMatch.SIMPLE_MATCHER);
    return matches.getMatches().stream()
        .mapToLong(match -> Long.parseLong(match.getQueryId()))
        .sorted()
        .toArray();
  }

  private static void add(Document document, String field, int number) {
    document.add(new StringField(field, Integer.toString(number), Field.Store.NO));
  }

  @Override
  public void update(int number, Wish wish) throws IOException {
    monitor.register(new MonitorQuery(Integer.toString(number), query(wish), null, Map.of()));
  }

  @Override
  public long bytes() {
    return -1;
  }

  @Override
  public void close() throws IOException {
    monitor.close();
  }
}
