package tocsin.bench.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import tocsin.events.EventJson;

/// `bench ingest [--seconds N] [--only parse|polls]`: tables go to standard output, the figures to
/// `target/bench/ingest.json` below the directory it runs in, the root of the checkout.
public final class Main {
  private static final String USAGE = "bench ingest [--seconds N] [--only parse|polls]";
  private static final ObjectMapper JSON = new ObjectMapper();

  private Main() {}

  public static void main(String[] arguments)
      throws IOException, SQLException, InterruptedException {
    Logger.getLogger("").setLevel(Level.WARNING);
    var steady = Duration.ofSeconds(180);
    var only = "";
    for (int i = 0; i < arguments.length; i++) {
      var value = i + 1 < arguments.length ? arguments[i + 1] : "";
      if (arguments[i].equals("--seconds") && value.matches("[1-9]\\d{0,4}")) {
        steady = Duration.ofSeconds(Long.parseLong(value));
        i++;
      } else if (arguments[i].equals("--only") && value.matches("parse|polls")) {
        only = value;
        i++;
      } else {
        System.err.println("'" + arguments[i] + "' is not known or lacks its value: " + USAGE);
        System.exit(2);
      }
    }
    var root = Path.of("").toAbsolutePath();
    List<Object> rows = new ArrayList<>();
    if (!only.equals("polls")) {
      var parsed = parse(root);
      System.out.print(table(parsed));
      rows.addAll(parsed);
    }
    if (!only.equals("parse")) {
      var polled = new PollBench(root, steady).run();
      polled.forEach(row -> System.out.print(text(row)));
      rows.addAll(polled);
    }
    var file = Path.of("target", "bench", "ingest.json");
    Files.createDirectories(file.getParent());
    Files.write(file, EventJson.write(Map.of("rows", rows)));
    System.err.println("written to " + file);
  }

  /// In a process that has the service's libraries and no others.
  private static List<ParseRow> parse(Path root) throws IOException, InterruptedException {
    System.err.println("parsing ...");
    var service = root.resolve("ingest-service/target/quarkus-app");
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                String.join(
                    File.pathSeparator,
                    service.resolve("app") + "/*",
                    service.resolve("lib/main") + "/*",
                    root.resolve("deploy/bench/target/bench/bench.jar").toString()),
                ParseBench.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var printed = process.getInputStream().readAllBytes();
    if (process.waitFor() != 0) {
      throw new IOException("the parsers were not measured, see above");
    }
    return List.of(JSON.readValue(printed, ParseRow[].class));
  }

  private static String table(List<ParseRow> rows) {
    var text =
        new StringBuilder(
            "%-11s %-9s %9s %12s %14s %10s%n"
                .formatted(
                    "parser", "document", "feeds/s", "by cpu time", "kB allocated", "x Rome"));
    for (var row : rows) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-11s %-9s %,9.0f %,12.0f %,14.0f %10.1f%n",
              row.parser(),
              row.document(),
              row.feedsPerSecond(),
              row.feedsPerCpuSecond(),
              row.kilobytesAllocated(),
              row.timesRome()));
    }
    return text.toString();
  }

  private static String text(PollRow row) {
    return String.format(
        Locale.ROOT,
        """
        %s: %,d feeds, %,d polls in %.0f s
          %,.1f polls/s; a poll: %.2f ms of CPU, %.0f bytes, %.1f rows and %.0f bytes of WAL written in %.1f transactions
          %.0f MB resident with a heap of %d MB; the oldest due feed waits for %.1f s
        """,
        row.measure(),
        row.feeds(),
        row.notModified(),
        row.seconds(),
        row.pollsPerSecond(),
        row.cpuMillisPerPoll(),
        row.bytesPerPoll(),
        row.rowsWrittenPerPoll(),
        row.walBytesPerPoll(),
        row.transactionsPerPoll(),
        row.rssMegabytes(),
        row.heapMegabytes(),
        row.behindSeconds());
  }
}
