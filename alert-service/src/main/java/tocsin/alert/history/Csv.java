package tocsin.alert.history;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tocsin.events.ActorTag;
import tocsin.events.Grade;
import tocsin.events.TaggedArticle;
import tocsin.events.ThemeTag;

/// Tagged articles as comma-separated values (RFC 4180), one line each.
final class Csv {
  static final String HEADER =
      "id,revision,tagged,published,fetched,language,source,feed,url,title,authors,primary,secondary,actors,vocabulary\r\n";

  private Csv() {}

  static String line(TaggedArticle a) {
    return Stream.of(
                a.id(),
                Integer.toString(a.revision()),
                a.tagged().toString(),
                time(a.published()),
                a.fetched().toString(),
                a.language(),
                a.source(),
                a.feedTitle(),
                a.url() == null ? "" : a.url(),
                a.title(),
                String.join("; ", a.authors()),
                themes(a, Grade.primary),
                themes(a, Grade.secondary),
                a.actors().stream().map(ActorTag::id).collect(Collectors.joining(" ")),
                a.vocabulary())
            .map(Csv::cell)
            .collect(Collectors.joining(","))
        + "\r\n";
  }

  private static String themes(TaggedArticle article, Grade grade) {
    return article.themes().stream()
        .filter(tag -> tag.grade() == grade)
        .map(ThemeTag::id)
        .collect(Collectors.joining(" "));
  }

  private static String time(@Nullable Instant time) {
    return time == null ? "" : time.toString();
  }

  /// A quote before what a spreadsheet would take for a formula.
  static String cell(String value) {
    var safe = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    var special = List.of(",", "\"", "\r", "\n");
    return special.stream().anyMatch(safe::contains)
        ? '"' + safe.replace("\"", "\"\"") + '"'
        : safe;
  }
}
