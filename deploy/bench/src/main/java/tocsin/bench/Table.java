package tocsin.bench;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Figures in columns.
final class Table {
  private static final String HEAD = "%-15s %13s %11s %11s %11s %12s %11s %8s %11s %11s %8s%n";
  private static final String LINE =
      "%-15s %,13d %,11.0f %11s %11s %,12.0f %,11.1f %8.1f %,11.1f %,11.1f %8s%n";

  private Table() {}

  static String of(List<Row> rows) {
    var text = new StringBuilder();
    text.append(
        HEAD.formatted(
            "engine",
            "subscriptions",
            "articles/s",
            "by cpu time",
            "2 threads",
            "bytes/subscr",
            "matches/art",
            "build s",
            "upd p50 us",
            "upd p99 us",
            "start s"));
    for (var row : rows) {
      text.append(
          String.format(
              Locale.ROOT,
              LINE,
              row.engine(),
              row.subscriptions(),
              row.articlesPerSecond(),
              whole(row.articlesPerCpuSecond()),
              whole(row.articlesPerSecondTwoThreads()),
              row.bytesPerSubscription(),
              row.matchesPerArticle(),
              row.buildSeconds(),
              row.updateP50Micros(),
              row.updateP99Micros(),
              row.startSeconds() == null
                  ? ""
                  : String.format(Locale.ROOT, "%.1f", row.startSeconds())));
    }
    return text.toString();
  }

  private static String whole(@Nullable Double number) {
    return number == null ? "" : String.format(Locale.ROOT, "%,.0f", number);
  }
}
