package tocsin.acceptance.faults;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/// Says on standard error where the programme stands and how long it will still take.
final class Progress implements AutoCloseable {
  private final Duration every;
  private final Table table;
  private final long begun = System.nanoTime();
  private final Thread thread;
  private Duration left;
  private Plan.Row row = new Plan.Row("", "", List.of());
  private Supplier<String> state = () -> "";
  private int struck;

  /// @param rows that are to be run
  /// @param table that is kept up to date
  Progress(List<Plan.Row> rows, Duration every, Table table) {
    this.left = rows.stream().map(Plan.Row::lasts).reduce(Duration.ZERO, Duration::plus);
    this.every = every;
    this.table = table;
    this.thread = Thread.startVirtualThread(this::watch);
  }

  synchronized void begin(Plan.Row next, Supplier<String> now) {
    row = next;
    state = now;
    struck = 0;
  }

  /// A fault and the recovery from it are over.
  synchronized void struck() {
    left = left.minus(Plan.Row.withPause(row.faults().get(struck)));
    struck++;
  }

  /// The row is over.
  synchronized void end() {
    left = left.minus(Plan.Row.SETTLING);
    state = () -> "";
  }

  private synchronized String line() {
    return "%s %s: %s, %d of %d faults, %d min since the start, about %d min left"
        .formatted(
            row.id(),
            row.text(),
            state.get(),
            struck,
            row.faults().size(),
            Duration.ofNanos(System.nanoTime() - begun).toMinutes(),
            left.toMinutes() + 1);
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(every);
        var line = line();
        System.err.println(line);
        table.write(line);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
