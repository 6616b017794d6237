package tocsin.acceptance.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/// How much is asked of the stack, and what goes wrong in which row of the table.
///
/// @param articles in all rows together, at least
/// @param perSecond articles, at most
record Plan(int articles, long seed, int feeds, int subscriptions, int perSecond, List<Row> rows) {
  static final String USAGE =
      """
      usage: ./tocsin faults [--articles N] [--kills N] [--aimed N] [--outage SECONDS]
                             [--seed N] [--only ROW,ROW...] [--long]
      A stack under load, faults by a plan that follows from the seed, and an oracle of what must
      arrive. Prints what was lost, doubled or unexpected, and ends with 1 where that is not 0.

        --articles N       in all rows together, at least (2400)
        --kills N          of services at random times, in row F1 (9)
        --aimed N          kills at each point in the code, in row F2 (2)
        --outage SECONDS   how long what is down stays down (15)
        --seed N           from which the load and the faults follow (1)
        --only ROW,ROW...  some rows only: F1 F3 F3s F4 F4c F5 F6 F7 F7d F7n F9 F10 K3 FL F2
        --long             100,000 articles, 1,000 subscriptions, 150 kills, 20 at each point, outages
                           of a minute; options beside it change one of these

      Progress goes to standard error, the table to standard output and, as it grows, to
      target/faults/TIME/table.md.\
      """;

  /// One row: a share of the articles, and what happens while they come.
  ///
  /// @param id in the fault programme
  /// @param aimed whether the services hold fail points
  record Row(String id, String text, List<Fault> faults, boolean aimed) {
    /// From the last fault until the row is over.
    static final Duration SETTLING = Duration.ofSeconds(15);

    private static final Duration PAUSE = Duration.ofSeconds(4);

    Row {
      faults = List.copyOf(faults);
    }

    Row(String id, String text, List<Fault> faults) {
      this(id, text, faults, false);
    }

    /// About.
    Duration lasts() {
      return faults.stream().map(Row::withPause).reduce(SETTLING, Duration::plus);
    }

    /// About, with the news that comes undisturbed before it.
    static Duration withPause(Fault fault) {
      return fault.lasts().plus(PAUSE);
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
    int aimed = full ? 20 : 2;
    int outage = full ? 60 : 15;
    int seed = 1;
    List<String> only = List.of();
    for (int i = 0; i < arguments.size(); i++) {
      var option = arguments.get(i);
      if (option.equals("--long")) {
        continue;
      }
      var value = i + 1 < arguments.size() ? arguments.get(++i) : "";
      switch (option) {
        case "--articles" -> articles = number(option, value);
        case "--kills" -> kills = number(option, value);
        case "--aimed" -> aimed = number(option, value);
        case "--outage" -> outage = number(option, value);
        case "--seed" -> seed = number(option, value);
        case "--only" -> only = List.of(value.split(","));
        default -> throw new Misused("faults does not know: " + option);
      }
    }
    var rows = Rows.of(kills, aimed, Duration.ofSeconds(outage), new Random(seed));
    return new Plan(
        articles, seed, full ? 20 : 8, full ? 1_000 : 60, full ? 28 : 20, chosen(rows, only));
  }

  private static List<Row> chosen(List<Row> rows, List<String> only) throws Misused {
    if (only.isEmpty()) {
      return rows;
    }
    List<Row> chosen = new ArrayList<>(rows);
    chosen.removeIf(row -> !only.contains(row.id()));
    var unknown = new TreeSet<>(only);
    rows.forEach(row -> unknown.remove(row.id()));
    if (!unknown.isEmpty()) {
      throw new Misused("there is no row " + String.join(", ", unknown));
    }
    return chosen;
  }

  /// The articles of a row: half of all in equal parts, half by how long the rows last.
  int share(Row row) {
    double all = rows.stream().mapToLong(r -> r.lasts().toSeconds()).sum();
    double share = 0.5 / rows.size() + 0.5 * row.lasts().toSeconds() / all;
    return Math.max(1, (int) Math.round(articles * share));
  }

  private static int number(String option, String value) throws Misused {
    if (!value.matches("\\d{1,8}")) {
      throw new Misused("%s wants a number, not '%s'".formatted(option, value));
    }
    return Integer.parseInt(value);
  }
}
