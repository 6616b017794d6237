package tocsin.acceptance.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import tocsin.acceptance.Stack;

/// `./tocsin faults`: runs the plan and prints its table.
public final class FaultProgramme {
  private static final int UNCLEAN = 1;
  private static final int MISUSED = 2;

  private FaultProgramme() {}

  public static void main(String[] arguments) throws IOException {
    if (List.of(arguments).contains("--help") || List.of(arguments).contains("-h")) {
      System.out.println(Plan.USAGE);
      return;
    }
    try {
      var table =
          run(
              Plan.of(List.of(arguments)),
              Stack.root().resolve("target/faults/" + Instant.now().toEpochMilli()));
      table.lines().forEach(System.out::println);
      System.exit(table.isClean() ? 0 : UNCLEAN);
    } catch (Plan.Misused e) {
      System.err.println(e.getMessage() + "\n" + Plan.USAGE);
      System.exit(MISUSED);
    }
  }

  /// @param directory of state, logs and the table
  static Table run(Plan plan, Path directory) throws IOException {
    Awaitility.setDefaultPollInterval(200, TimeUnit.MILLISECONDS);
    Files.createDirectories(directory);
    var table = new Table(plan, directory.resolve("table.md"));
    System.err.printf(
        "state, logs and the table: %s%nseed %d, %d feeds, %d subscriptions, at most %d articles a second%n",
        directory, plan.seed(), plan.feeds(), plan.subscriptions(), plan.perSecond());
    try (var campaign = new Campaign(plan, directory.resolve("data"))) {
      // Ctrl-C takes the stack along
      var end = new Thread(campaign::close);
      Runtime.getRuntime().addShutdownHook(end);
      campaign.open();
      try (var progress = new Progress(plan.rows(), Duration.ofSeconds(15), table)) {
        for (var row : plan.rows()) {
          var result = campaign.run(row, plan.share(row), progress);
          progress.end();
          System.err.println(Table.line(result));
          result.wrongs().forEach(wrong -> System.err.println("  WRONG: " + wrong));
          table.add(result);
        }
      }
    }
    return table;
  }
}
