package tocsin.acceptance.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import tocsin.acceptance.Stack;

/// `./tocsin faults`: runs the plan and prints its table.
public final class FaultProgramme {
  private static final int UNCLEAN = 1;
  private static final int MISUSED = 2;
  private static final String LINE = "| %s | %s | %d | %d | %d | %d | %d | %d | %.1f s |";

  private FaultProgramme() {}

  public static void main(String[] arguments) throws IOException {
    if (List.of(arguments).contains("--help") || List.of(arguments).contains("-h")) {
      System.out.println(Plan.USAGE);
      return;
    }
    try {
      System.exit(run(Plan.of(List.of(arguments))) ? 0 : UNCLEAN);
    } catch (Plan.Misused e) {
      System.err.println(e.getMessage() + "\n" + Plan.USAGE);
      System.exit(MISUSED);
    }
  }

  /// @return whether nothing was lost, doubled or unexpected
  private static boolean run(Plan plan) throws IOException {
    Awaitility.setDefaultPollInterval(200, TimeUnit.MILLISECONDS);
    var directory = Stack.root().resolve("target/faults/" + Instant.now().getEpochSecond());
    Files.createDirectories(directory);
    System.err.printf(
        "state and logs: %s%n%d feeds, %d subscriptions, at most %d articles a second%n",
        directory, plan.feeds(), plan.subscriptions(), plan.perSecond());
    List<Campaign.Result> results = new ArrayList<>();
    try (var campaign = new Campaign(plan, directory.resolve("data"))) {
      // Ctrl-C takes the stack along
      Runtime.getRuntime().addShutdownHook(new Thread(campaign::close));
      campaign.open();
      int share = Math.max(1, plan.articles() / plan.rows().size());
      for (var row : plan.rows()) {
        var result = campaign.run(row, share);
        System.err.println(line(result));
        results.add(result);
      }
    }
    print(plan, results, directory);
    return results.stream().allMatch(result -> result.balance().isClean());
  }

  private static void print(Plan plan, List<Campaign.Result> results, Path directory)
      throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(
        "seed %d, %d articles, %d subscriptions"
            .formatted(plan.seed(), plan.articles(), plan.subscriptions()));
    lines.add("");
    lines.add(
        "| | fault | articles | expected deliveries | lost | doubled | unexpected | repeats under the same id | slowest recovery |");
    lines.add("|---|---|---|---|---|---|---|---|---|");
    results.forEach(result -> lines.add(line(result)));
    lines.forEach(System.out::println);
    Files.write(directory.resolve("table.md"), lines);
  }

  private static String line(Campaign.Result result) {
    var balance = result.balance();
    return String.format(
        Locale.ROOT,
        LINE,
        result.row().id(),
        result.row().text(),
        result.articles(),
        balance.expected(),
        balance.lost(),
        balance.doubled(),
        balance.unexpected(),
        balance.repeats(),
        seconds(result.recovery()));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
