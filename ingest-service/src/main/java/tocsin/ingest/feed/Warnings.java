package tocsin.ingest.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an operator may want to look at though polls go well: a feed that has fallen silent, or
/// that declares another language than before.
final class Warnings {
  /// Nothing new for so long is silence, whatever the feed's pace was.
  private static final Duration SILENCE = Duration.ofDays(30);

  /// A slow feed is silent only after so many of its usual pauses.
  private static final int PAUSES = 10;

  private Warnings() {}

  /// @param lastItem when a new item was last seen; null where none ever was
  /// @param items seen since it was registered
  /// @param formerLanguage null where the language is the same as ever
  static List<String> of(
      Instant registered,
      @Nullable Instant lastItem,
      long items,
      @Nullable String formerLanguage,
      @Nullable String language,
      Instant now) {
    List<String> warnings = new ArrayList<>();
    var last = lastItem == null ? registered : lastItem;
    var pause = Duration.between(registered, last).dividedBy(Math.max(1, items));
    var silence = Duration.between(last, now);
    if (silence.compareTo(SILENCE) > 0 && silence.compareTo(pause.multipliedBy(PAUSES)) > 0) {
      warnings.add("silent: nothing new for " + silence.toDays() + " days");
    }
    if (formerLanguage != null) {
      warnings.add(
          "language: it declares "
              + language
              + ", before that "
              + formerLanguage
              + "; set its language to confirm");
    }
    return warnings;
  }
}
