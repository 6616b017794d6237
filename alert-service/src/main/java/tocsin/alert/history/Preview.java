package tocsin.alert.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tocsin.alert.delivery.AlertContent;
import tocsin.alert.delivery.Excerpt;
import tocsin.events.ActorTag;
import tocsin.events.Evidence;
import tocsin.events.ThemeTag;

/// What a subscription would have sent.
///
/// @param articles how many were looked at
/// @param alerts how many alerts, before quiet hours and ceilings
/// @param perDay alerts by the day (UTC) on which their articles were tagged
/// @param perTheme alerts by theme; one may have several
/// @param samples some of the alerts, spread over the range
/// @param unread articles that could not be judged: their records are no longer on the topic;
///   absent where none
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Preview(
    Instant from,
    Instant to,
    long articles,
    int alerts,
    Map<String, Integer> perDay,
    Map<String, Integer> perTheme,
    List<Sample> samples,
    @Nullable Suggestion suggestion,
    @Nullable Integer unread) {

  /// One alert as it would have been.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Sample(
      AlertContent.Article article,
      Instant tagged,
      Excerpt excerpt,
      List<ThemeTag> themes,
      List<ActorTag> actors,
      List<String> because,
      List<Evidence> phrases) {}

  static Map<String, Integer> perDay(Collection<Hit> alerts) {
    Map<String, Integer> days = new TreeMap<>();
    for (var hit : alerts) {
      days.merge(hit.tagged().atOffset(ZoneOffset.UTC).toLocalDate().toString(), 1, Integer::sum);
    }
    return days;
  }

  static Map<String, Integer> perTheme(Collection<Hit> alerts) {
    Map<String, Integer> themes = new TreeMap<>();
    alerts.forEach(hit -> hit.themes().forEach(theme -> themes.merge(theme, 1, Integer::sum)));
    return themes;
  }

  /// At most so many, evenly spread.
  static <T> List<T> spread(List<T> all, int most) {
    int count = Math.min(most, all.size());
    return IntStream.range(0, count)
        .mapToObj(i -> all.get((int) ((long) i * all.size() / count)))
        .toList();
  }
}
