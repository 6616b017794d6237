package tocsin.bench.classify;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import tocsin.classify.vocabulary.VocabularyError;
import tocsin.classify.vocabulary.VocabularyFiles;

/// Runs the benchmarks of tagging, each in a JVM of its own.
public final class ClassifyBench {
  private static final int MANY_ACTORS = 100_000;
  private static final int MANY_ALIASES = 1_000_000;

  /// What was measured.
  ///
  /// @param articlesPerSecond null where not articles are counted
  /// @param error half of the interval of 99.9 %
  /// @param allocatedBytes for each article
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Row(
      String what,
      int threads,
      @Nullable Integer aliases,
      @Nullable Double articlesPerSecond,
      @Nullable Double error,
      @Nullable Double allocatedBytes,
      @Nullable Double buildSeconds,
      @Nullable Double bytesPerAlias) {}

  private ClassifyBench() {}

  public static List<Row> run() throws RunnerException, VocabularyError {
    List<Row> rows = new ArrayList<>();
    add(rows, options(Tagging.class, 1));
    add(rows, options(Tagging.class, 2).exclude("step|html"));
    add(
        rows,
        options(Tagging.class, 1)
            .exclude("step[ALHFT]|stepSentences|html")
            .param("actors", Integer.toString(MANY_ACTORS)));
    add(rows, options(Spotting.class, 1));
    add(
        rows,
        options(Spotting.class, 1)
            .param("engine", "SPOTTER")
            .param("aliases", "100000", Integer.toString(MANY_ALIASES)));
    for (int aliases : new int[] {MANY_ACTORS, MANY_ALIASES}) {
      var size = Size.of(aliases);
      rows.add(
          new Row(
              "spotter in memory",
              1,
              aliases,
              null,
              null,
              null,
              size.buildSeconds(),
              size.bytesPerAlias()));
    }
    return rows;
  }

  private static ChainedOptionsBuilder options(Class<?> benchmarks, int threads) {
    return new OptionsBuilder()
        .include(benchmarks.getName() + "\\.")
        .threads(threads)
        .forks(1)
        .warmupIterations(3)
        .warmupTime(TimeValue.seconds(4))
        .measurementIterations(3)
        .measurementTime(TimeValue.seconds(2))
        .jvmArgsAppend("-XX:+UseSerialGC", "-Xmx4g", "--sun-misc-unsafe-memory-access=allow")
        .addProfiler(GCProfiler.class);
  }

  private static void add(List<Row> rows, ChainedOptionsBuilder options) throws RunnerException {
    Collection<RunResult> results = new Runner(options.build()).run();
    for (var result : results) {
      var params = result.getParams();
      var name = params.getBenchmark();
      var what = name.substring(name.lastIndexOf('.') + 1);
      boolean spotting = params.getParamsKeys().contains("engine");
      var many = params.getParam(spotting ? "aliases" : "actors");
      var primary = result.getPrimaryResult();
      var allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
      rows.add(
          new Row(
              spotting ? what + " " + params.getParam("engine") : what,
              params.getThreads(),
              many == null || many.equals("0") ? null : Integer.valueOf(many),
              primary.getScore(),
              Double.isNaN(primary.getScoreError()) ? null : primary.getScoreError(),
              allocated == null ? null : allocated.getScore(),
              null,
              null));
    }
  }

  /// The figures in columns.
  public static String table(List<Row> rows) throws IOException, VocabularyError {
    var shipped = VocabularyFiles.load(Optional.empty());
    var samples = Samples.of(shipped);
    var news = Samples.labelled();
    var text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%d articles of %.0f bytes on average (news: %d of %.0f), %s%n%n%-34s %7s %9s %12s %10s %12s %8s %12s%n",
            samples.articles().size(),
            samples.meanBytes(),
            news.articles().size(),
            news.meanBytes(),
            shipped.lexicon().spotter(),
            "",
            "threads",
            "aliases",
            "articles/s",
            "+-",
            "bytes alloc.",
            "build s",
            "bytes/alias"));
    for (var row : rows) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-34s %7d %9s %12s %10s %12s %8s %12s%n",
              row.what(),
              row.threads(),
              row.aliases() == null ? "" : row.aliases().toString(),
              number(row.articlesPerSecond(), 0),
              number(row.error(), 0),
              number(row.allocatedBytes(), 0),
              number(row.buildSeconds(), 2),
              number(row.bytesPerAlias(), 0)));
    }
    return text.toString();
  }

  private static String number(@Nullable Double number, int digits) {
    return number == null ? "" : String.format(Locale.ROOT, "%,." + digits + "f", number);
  }
}
