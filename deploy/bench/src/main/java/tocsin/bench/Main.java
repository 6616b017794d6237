package tocsin.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tocsin.bench.classify.ClassifyBench;
import tocsin.bench.delivery.DeliveryBench;
import tocsin.bench.delivery.DeliveryBench.Part;
import tocsin.bench.delivery.Figures;
import tocsin.events.EventJson;

/// `bench match [--full] [--subscriptions N,...]`, `bench classify`, `bench delivery [--backlog
/// N]`: the table goes to standard output, the figures to `target/bench/NAME.json` below the
/// directory it runs in.
public final class Main {
  private static final List<Integer> SIZES = List.of(10_000, 100_000, 1_000_000);

  private static final int BACKLOG = 1_000_000;

  private Main() {}

  public static void main(String[] arguments) throws Exception {
    java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.WARNING);
    // the broker has threads that would keep a broken benchmark alive
    Thread.currentThread()
        .setUncaughtExceptionHandler((_, e) -> {
          e.printStackTrace();
          System.exit(1);
        });
    var rest = Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length);
    switch (arguments.length == 0 ? "" : arguments[0]) {
      case "match" -> match(rest);
      case "classify" -> classify(rest);
      case "delivery" -> delivery(rest);
      default -> misused("there are the benchmarks 'match', 'classify' and 'delivery'");
    }
  }

  private static void match(List<String> arguments) throws Exception {
    boolean full = false;
    var sizes = SIZES;
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i).equals("--full")) {
        full = true;
      } else if (arguments.get(i).equals("--subscriptions") && i + 1 < arguments.size()) {
        sizes = sizes(arguments.get(++i));
      } else {
        misused("'" + arguments.get(i) + "' is not known");
      }
    }
    try (var bench = new MatchBench(full)) {
      var rows = bench.run(sizes);
      System.out.print(Table.of(rows));
      write("match", rows);
    }
  }

  private static void classify(List<String> arguments) throws Exception {
    if (!arguments.isEmpty()) {
      misused("'" + arguments.getFirst() + "' is not known");
    }
    var measured = ClassifyBench.run();
    System.out.print(ClassifyBench.table(measured));
    write("classify", measured);
  }

  private static void delivery(List<String> arguments) throws Exception {
    int backlog = BACKLOG;
    Set<Part> parts = EnumSet.allOf(Part.class);
    for (int i = 0; i < arguments.size(); i++) {
      var value = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
      switch (arguments.get(i++)) {
        case "--backlog" -> backlog = backlog(value);
        case "--only" -> parts = parts(value);
        case String other -> misused("'" + other + "' is not known");
      }
    }
    try (var bench = new DeliveryBench(Path.of(System.getProperty("tocsin.root", ".")))) {
      var rows = bench.run(parts, backlog);
      System.out.print(Figures.table(rows));
      write("delivery", rows);
    }
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

  private static Set<Part> parts(String written) {
    var parts = EnumSet.noneOf(Part.class);
    for (var name : written.split(",")) {
      if (Arrays.stream(Part.values()).noneMatch(part -> part.name().equals(name))) {
        misused(
            "--only wants webhooks, mails, backlog with commas between them, not '"
                + written
                + "'");
      }
      parts.add(Part.valueOf(name));
    }
    return parts;
  }

  private static int backlog(String written) {
    if (!written.matches("[1-9]\\d{0,6}")) {
      misused("--backlog wants a number of deliveries, not '" + written + "'");
    }
    return Integer.parseInt(written);
  }

  private static void misused(String why) {
    System.err.println(
        why
            + ": bench match [--full] [--subscriptions N,...], bench classify, bench delivery [--only webhooks,mails,backlog] [--backlog N]");
    System.exit(2);
  }
}
