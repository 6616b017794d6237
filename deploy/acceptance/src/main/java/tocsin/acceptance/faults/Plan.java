package tocsin.acceptance.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// How much is asked of the stack, and what goes wrong in which row of the table.
///
/// @param articles in all rows together
/// @param kills of services, shared out among the three
/// @param outage how long what is down stays down
record Plan(
    int articles,
    int kills,
    long seed,
    int feeds,
    int subscriptions,
    int perSecond,
    Duration outage,
    List<Row> rows) {
  static final String USAGE =
      """
      usage: ./tocsin faults [--articles N] [--kills N] [--seed N] [--only ROW] [--long]
      A stack under load, faults by a plan that follows from the seed, and an oracle of what must
      arrive. Prints what was lost, doubled or unexpected, and ends with 1 where that is not 0.
      --long: 100,000 articles, 150 kills and outages of a minute.\
      """;

  private static final int SERVICES = 3;

  /// One row: a share of the articles, and what happens while they come.
  ///
  /// @param id in the fault programme
  record Row(String id, String text, List<Fault> faults) {
    Row {
      faults = List.copyOf(faults);
    }
  }

  /// What was asked for is none of it.
  static final class Misused extends Exception {
    private static final long serialVersionUID = 1;

    Misused(String message) {
      super(message);
    }
  }

  Plan {
    rows = List.copyOf(rows);
  }

  static Plan of(List<String> arguments) throws Misused {
    boolean full = arguments.contains("--long");
    int articles = full ? 100_000 : 2_400;
    int kills = full ? 150 : 9;
    long seed = 1;
    var only = "";
    for (int i = 0; i < arguments.size(); i++) {
      var option = arguments.get(i);
      if (option.equals("--long")) {
        continue;
      }
      if (i + 1 == arguments.size()) {
        throw new Misused("faults does not know, or wants a value for: " + option);
      }
      var value = arguments.get(++i);
      switch (option) {
        case "--articles" -> articles = number(option, value);
        case "--kills" -> kills = number(option, value);
        case "--seed" -> seed = number(option, value);
        case "--only" -> only = value;
        default -> throw new Misused("faults does not know: " + option);
      }
    }
    var outage = Duration.ofSeconds(full ? 60 : 15);
    List<Row> rows = new ArrayList<>();
    for (var row : rows(kills, outage, new Random(seed))) {
      if (only.isEmpty() || row.id().equals(only)) {
        rows.add(row);
      }
    }
    if (rows.isEmpty()) {
      throw new Misused("there is no row " + only);
    }
    return new Plan(
        articles, kills, seed, full ? 20 : 8, full ? 1_000 : 60, full ? 28 : 20, outage, rows);
  }

  private static List<Row> rows(int kills, Duration outage, Random random) {
    List<Fault> killed = new ArrayList<>();
    for (int i = 0; i < kills; i++) {
      killed.add(
          Fault.kill(
              List.of("ingest-service", "classifier-service", "alert-service").get(i % SERVICES)));
    }
    Collections.shuffle(killed, random);
    return List.of(
        new Row("F1", "kill -9 of services, %d times".formatted(kills), killed),
        new Row(
            "F3",
            "Kafka down %d s".formatted(outage.toSeconds()),
            List.of(Fault.brokerDown(outage))),
        new Row(
            "F3s",
            "services started while Kafka is down %d s".formatted(outage.toSeconds()),
            List.of(Fault.startWithoutBroker(outage))),
        new Row(
            "F4",
            "PostgreSQL down %d s".formatted(outage.toSeconds()),
            List.of(Fault.databaseDown(outage))),
        new Row(
            "F4c",
            "connections to PostgreSQL cut, 4 times",
            List.of(Fault.CUT, Fault.CUT, Fault.CUT, Fault.CUT)),
        new Row(
            "F5", "SMTP down %d s".formatted(outage.toSeconds()), List.of(Fault.mailDown(outage))),
        new Row(
            "F6",
            "%d s of webhooks: 20 %% answer 503, 5 %% are taken and not answered"
                .formatted(outage.toSeconds()),
            List.of(Fault.badHooks(outage))),
        new Row(
            "F7",
            "each service frozen %d s".formatted(outage.toSeconds()),
            List.of(
                Fault.frozen("ingest-service", outage),
                Fault.frozen("classifier-service", outage),
                Fault.frozen("alert-service", outage))),
        new Row("FL", "kill -9 of the launcher, and a new one", List.of(Fault.LAUNCHER)));
  }

  private static int number(String option, String value) throws Misused {
    if (!value.matches("\\d{1,8}")) {
      throw new Misused("%s wants a number, not '%s'".formatted(option, value));
    }
    return Integer.parseInt(value);
  }
}
