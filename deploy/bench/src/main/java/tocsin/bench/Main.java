package tocsin.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tocsin.bench.classify.ClassifyBench;
import tocsin.events.EventJson;

/// `bench match [--full] [--subscriptions N,...]` and `bench classify`: the table goes to standard
/// output, the figures to `target/bench/NAME.json` below the directory it runs in.
public final class Main {
  private static final List<Integer> SIZES = List.of(10_000, 100_000, 1_000_000);

  private Main() {}

  public static void main(String[] arguments) throws Exception {
    boolean full = false;
    var sizes = SIZES;
    var name = arguments.length == 0 ? "" : arguments[0];
    if (name.equals("classify") && arguments.length == 1) {
      var measured = ClassifyBench.run();
      System.out.print(ClassifyBench.table(measured));
      write(name, measured);
      return;
    }
    if (!name.equals("match")) {
      misused("there are the benchmarks 'match' and 'classify'");
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
    write(name, rows);
  }

  private static void write(String name, List<?> rows) throws IOException {
    var file = Path.of("target", "bench", name + ".json");
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
    System.err.println(why + ": bench classify, or bench match [--full] [--subscriptions N,...]");
    System.exit(2);
  }
}
