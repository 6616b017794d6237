package tocsin.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tocsin.servers.PostgresServer;

/// Subscription matching: one workload, several engines, in one run.
///
/// The engines take turns, so that what else the machine does slows all alike; the first round is
/// dropped, the median of the others counts. Before it all engines must have found the same.
final class MatchBench implements AutoCloseable {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int ARTICLES = 2_000;
  private static final int COMPARED = 20;
  private static final int ROUNDS = 6;
  private static final long SLICE_NANOS = 1_500_000_000;
  private static final long UPDATES_NANOS = 3_000_000_000L;
  private static final int UPDATES = 20_000;
  private static final int MILLION = 1_000_000;

  private final boolean full;
  private final Path directory;
  private final PostgresServer server;
  private final List<News> news = IntStream.range(0, ARTICLES).mapToObj(News::of).toList();

  /// @param full Lucene Monitor also with a million subscriptions and more
  MatchBench(boolean full) throws IOException {
    this.full = full;
    directory = Files.createTempDirectory("tocsin-bench");
    server = PostgresServer.start(directory.resolve("postgres"), 0, false);
  }

  List<Row> run(List<Integer> sizes) throws Exception {
    List<Row> rows = new ArrayList<>();
    for (int size : sizes) {
      rows.addAll(run(size));
    }
    return rows;
  }

  /// An engine under way.
  private static final class Racer {
    final Engine engine;
    double bytesEach;
    double buildSeconds;
    final List<Double> rates = new ArrayList<>();
    final List<Double> cpuRates = new ArrayList<>();

    Racer(Engine engine) {
      this.engine = engine;
    }
  }

  private List<Row> run(int size) throws Exception {
    List<Racer> racers = new ArrayList<>();
    try (var connection = connect()) {
      try {
        racers.add(built(new PairIndex(), size));
        if (size < MILLION || full) {
          racers.add(built(new LuceneMonitor(), size));
        }
        racers.add(built(new PostgresGin(connection), size));
        double matches = compare(racers);
        race(racers);
        List<Row> rows = new ArrayList<>();
        for (var racer : racers) {
          rows.add(finish(racer, size, matches));
        }
        return rows;
      } finally {
        for (var racer : racers) {
          racer.engine.close();
        }
      }
    }
  }

  private Row finish(Racer racer, int size, double matches) throws Exception {
    say("%s: updates", racer.engine.name());
    boolean ours = racer.engine instanceof PairIndex;
    var two = ours ? twoThreads(racer.engine) : null;
    var updates = updates(racer.engine, size);
    return new Row(
        racer.engine.name(),
        size,
        median(racer.rates),
        racer.engine.bytes() < 0 ? median(racer.cpuRates) : null,
        racer.bytesEach,
        matches,
        racer.buildSeconds,
        updates[0],
        updates[1],
        two,
        ours ? new Start(server).seconds(size) : null);
  }

  private static double median(List<Double> of) {
    return of.stream().sorted().toList().get(of.size() / 2);
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres",
        PostgresServer.USER,
        PostgresServer.PASSWORD);
  }

  private static Racer built(Engine engine, int size) throws IOException, SQLException {
    say("%s: %,d subscriptions", engine.name(), size);
    var racer = new Racer(engine);
    long before = heap();
    racer.buildSeconds = (engine.add(0, size) + engine.ready()) / 1e9;
    long outside = engine.bytes();
    racer.bytesEach = (outside < 0 ? heap() - before : outside) / (double) size;
    return racer;
  }

  private static long heap() {
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      var runtime = Runtime.getRuntime();
      used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
    }
    return used;
  }

  /// @return how many subscriptions an article matches, on average
  private double compare(List<Racer> racers) throws IOException, SQLException {
    var first = racers.getFirst().engine;
    for (var article : news.subList(0, COMPARED)) {
      var expected = first.match(article);
      for (var racer : racers) {
        if (!Arrays.equals(racer.engine.match(article), expected)) {
          throw new IllegalStateException(
              racer.engine.name() + " and " + first.name() + " do not find the same");
        }
      }
    }
    long matches = 0;
    for (var article : news) {
      matches += first.match(article).length;
    }
    return matches / (double) news.size();
  }

  private void race(List<Racer> racers) throws IOException, SQLException {
    for (int round = 0; round < ROUNDS; round++) {
      say("round %d of %d", round + 1, ROUNDS);
      for (var racer : racers) {
        var rate = rate(racer.engine, round * 317);
        if (round > 0) {
          racer.rates.add(rate.byClock());
          racer.cpuRates.add(rate.byCpu());
        }
      }
    }
  }

  /// Articles a second.
  private record Rate(double byClock, double byCpu) {}

  /// For one slice of time.
  private Rate rate(Engine engine, int first) throws IOException, SQLException {
    long start = System.nanoTime();
    long cpu = THREADS.getCurrentThreadCpuTime();
    int articles = 0;
    long elapsed;
    do {
      for (int i = 0; i < 10; i++) {
        engine.match(news.get((first + articles++) % news.size()));
      }
      elapsed = System.nanoTime() - start;
    } while (elapsed < SLICE_NANOS);
    return new Rate(
        articles / (elapsed / 1e9), articles / ((THREADS.getCurrentThreadCpuTime() - cpu) / 1e9));
  }

  private double twoThreads(Engine engine) throws InterruptedException, ExecutionException {
    List<Double> rates = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(2)) {
      for (int round = 0; round < ROUNDS; round++) {
        List<Future<Rate>> both =
            List.of(
                threads.submit(() -> rate(engine, 0)), threads.submit(() -> rate(engine, 1_000)));
        rates.add(both.get(0).get().byClock() + both.get(1).get().byClock());
      }
    }
    return median(rates);
  }

  /// The median and the 99th percentile of a change, in microseconds.
  private static double[] updates(Engine engine, int size) throws IOException, SQLException {
    var nanos = new long[UPDATES];
    int count = 0;
    long end = System.nanoTime() + UPDATES_NANOS;
    while (count < UPDATES && System.nanoTime() < end) {
      int number = (int) ((long) count * 7_919 % size);
      var wish = Wish.of(size + (long) count);
      long start = System.nanoTime();
      engine.update(number, wish);
      nanos[count++] = System.nanoTime() - start;
    }
    Arrays.sort(nanos, 0, count);
    return new double[] {
      nanos[count / 2] / 1e3, nanos[Math.min(count - 1, count * 99 / 100)] / 1e3
    };
  }

  private static void say(String format, @Nullable Object... values) {
    System.err.printf(format + "%n", values);
  }

  @Override
  public void close() throws IOException {
    server.close();
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
