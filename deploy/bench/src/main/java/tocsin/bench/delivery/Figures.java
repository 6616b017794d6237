package tocsin.bench.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What one part of the benchmark measured.
///
/// @param part what was done
/// @param articlesPerSecond as sent; null where none were
/// @param alerts webhooks or mails that had to arrive
/// @param alertsPerSecond from the first to the last of them
/// @param p50Millis from the time a tagged article was due on its topic to the first byte of its
///   webhook at the receiver, or until its mail was taken, as `p99Millis`
/// @param p99Ratio to that of the row before, where the two are compared
/// @param late of those that had to arrive, which had not a minute after the last article was sent
/// @param repeated requests for what had come already
/// @param processorsUsed by the service, mean
/// @param dueDeliveries in the database when memory was looked at
/// @param heapMegabytes after a collection
/// @param residentMegabytes of the process
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Figures(
    String part,
    @Nullable Double articlesPerSecond,
    @Nullable Long alerts,
    @Nullable Double alertsPerSecond,
    @Nullable Double p50Millis,
    @Nullable Double p99Millis,
    @Nullable Double p99Ratio,
    @Nullable Long late,
    @Nullable Long repeated,
    @Nullable Double processorsUsed,
    @Nullable Long dueDeliveries,
    @Nullable Double heapMegabytes,
    @Nullable Double residentMegabytes) {

  static Figures memory(String part, long due, double heap, double resident) {
    return new Figures(
        part, null, null, null, null, null, null, null, null, null, due, heap, resident);
  }

  Figures named(String other) {
    return new Figures(
        other,
        articlesPerSecond,
        alerts,
        alertsPerSecond,
        p50Millis,
        p99Millis,
        p99Ratio,
        late,
        repeated,
        processorsUsed,
        dueDeliveries,
        heapMegabytes,
        residentMegabytes);
  }

  /// What so large a share of the values is below.
  static double share(double[] sorted, double of) {
    return sorted.length == 0
        ? Double.POSITIVE_INFINITY
        : sorted[Math.min(sorted.length - 1, (int) (sorted.length * of))];
  }

  public static String table(List<Figures> rows) {
    var text = new StringBuilder();
    text.append(
        "%-44s %10s %9s %9s %8s %8s %6s %6s %8s %6s %11s %8s %8s%n"
            .formatted(
                "part",
                "articles/s",
                "alerts",
                "alerts/s",
                "p50 ms",
                "p99 ms",
                "ratio",
                "late",
                "repeated",
                "cpus",
                "due",
                "heap MB",
                "RSS MB"));
    for (var row : rows) {
      text.append(
          "%-44s %10s %9s %9s %8s %8s %6s %6s %8s %6s %11s %8s %8s%n"
              .formatted(
                  row.part(),
                  number(row.articlesPerSecond(), 0),
                  number(row.alerts(), 0),
                  number(row.alertsPerSecond(), 0),
                  number(row.p50Millis(), 1),
                  number(row.p99Millis(), 1),
                  number(row.p99Ratio(), 2),
                  number(row.late(), 0),
                  number(row.repeated(), 0),
                  number(row.processorsUsed(), 2),
                  number(row.dueDeliveries(), 0),
                  number(row.heapMegabytes(), 0),
                  number(row.residentMegabytes(), 0)));
    }
    return text.toString();
  }

  private static String number(@Nullable Number value, int decimals) {
    return value == null
        ? ""
        : String.format(Locale.ROOT, "%,." + decimals + "f", value.doubleValue());
  }
}
