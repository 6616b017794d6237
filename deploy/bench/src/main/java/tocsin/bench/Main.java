package tocsin.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tocsin.events.EventJson;

/// `bench match [--full] [--subscriptions N,...]`: the table goes to standard output, the figures
/// to `target/bench/match.json` below the directory it runs in.
public final class Main {
  private static final List<Integer> SIZES = List.of(10_000, 100_000, 1_000_000);

  private Main() {}

  public static void main(String[] arguments) throws Exception {
    boolean full = false;
    var sizes = SIZES;
    if (arguments.length == 0 || !arguments[0].equals("match")) {
      misused("there is the benchmark 'match'");
    }
    for (int i = 1; i < arguments.length; i++) {
      if (arguments[i].equals("--full")) {
        full = true;
      } else if (arguments[i].equals("--subscriptions") && i + 1 < arguments.length) {
        sizes = sizes(arguments[++i]);
      } else {
        misused("'" + arguments[i] + "' is not known");
      }
    }
    List<Row> rows;
    try (var bench = new MatchBench(full)) {
      rows = bench.run(sizes);
    }
    System.out.print(Table.of(rows));
    var file = Path.of("target", "bench", "match.json");
    Files.createDirectories(file.getParent());
    Files.write(file, EventJson.write(Map.of("rows", rows)));
    System.err.println("written to " + file);
  }

  private static List<Integer> sizes(String written) {
    if (!written.matches("[1-9]\\d{0,7}(,[1-9]\\d{0,7})*")) {
      misused("--subscriptions wants numbers with commas between them, not '" + written + "'");
    }
    return Arrays.stream(written.split(",")).map(Integer::valueOf).toList();
  }

  private static void misused(String why) {
    System.err.println(why + ": bench match [--full] [--subscriptions N,...]");
    System.exit(2);
  }
}
