package tocsin.acceptance.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The table of what came of each row, kept in a file from the first row on.
final class Table {
  private static final String LINE = "| %s | %s | %d | %d | %d | %d | %d | %d | %.1f s |";

  private final Plan plan;
  private final Path file;
  private final List<Campaign.Result> results = new ArrayList<>();

  Table(Plan plan, Path file) {
    this.plan = plan;
    this.file = file;
  }

  synchronized void add(Campaign.Result result) {
    results.add(result);
    write("");
  }

  /// @param now how the row stands that is being run
  synchronized void write(String now) {
    var all = lines();
    if (!now.isEmpty()) {
      all.add("");
      all.add("Interrupted. " + now);
    }
    try {
      Files.write(file, all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether nothing was lost, doubled, unexpected or otherwise wrong.
  synchronized boolean isClean() {
    return results.stream().allMatch(Campaign.Result::isClean);
  }

  synchronized List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Seed %d, %d articles, %d feeds, %d subscriptions (half webhooks, half mails)."
            .formatted(
                plan.seed(),
                results.stream().mapToInt(Campaign.Result::articles).sum(),
                plan.feeds(),
                plan.subscriptions()));
    lines.add("");
    lines.add(
        "| | fault | articles | expected deliveries | lost | doubled | unexpected | repeats under the same id | slowest recovery |");
    lines.add("|---|---|---|---|---|---|---|---|---|");
    results.forEach(result -> lines.add(line(result)));
    List<String> remarks = new ArrayList<>();
    for (var result : results) {
      result.notes().forEach(note -> remarks.add("- %s: %s.".formatted(result.row().id(), note)));
      result.wrongs().forEach(w -> remarks.add("- %s, WRONG: %s.".formatted(result.row().id(), w)));
    }
    if (!remarks.isEmpty()) {
      lines.add("");
      lines.addAll(remarks);
    }
    return lines;
  }

  static String line(Campaign.Result result) {
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
        result.recovery().toMillis() / 1000.0);
  }
}
