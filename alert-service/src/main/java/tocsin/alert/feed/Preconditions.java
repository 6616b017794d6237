package tocsin.alert.feed;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a reader says it has already, by RFC 9110, 13: entity tags are compared weakly, a date
/// counts only where there are none, and one that is no date does not count.
///
/// @param noneMatch lines of `If-None-Match`
/// @param modifiedSince lines of `If-Modified-Since`
record Preconditions(List<String> noneMatch, List<String> modifiedSince) {
  private static final Pattern TAG = Pattern.compile("(?:W/)?\"([^\"]*)\"");

  /// The three ways to write a date, the last two of them obsolete.
  private static final DateTimeFormatter DATE =
      new DateTimeFormatterBuilder()
          .appendPattern("[EEE, dd MMM yyyy HH:mm:ss 'GMT']")
          .optionalStart()
          .appendPattern("EEEE, dd-MMM-")
          .appendValueReduced(ChronoField.YEAR, 2, 2, LocalDate.EPOCH)
          .appendPattern(" HH:mm:ss 'GMT'")
          .optionalEnd()
          .appendPattern("[EEE MMM ppd HH:mm:ss yyyy]")
          .toFormatter(Locale.ENGLISH);

  Preconditions {
    noneMatch = List.copyOf(noneMatch);
    modifiedSince = List.copyOf(modifiedSince);
  }

  /// Whether the reader has what there is.
  ///
  /// @param tag of what there is, without its quotes
  /// @param modified when it was last changed, to the second
  boolean areMetBy(String tag, Instant modified) {
    if (!noneMatch.isEmpty()) {
      var lines = String.join(",", noneMatch);
      return lines.strip().equals("*")
          || TAG.matcher(lines).results().anyMatch(known -> known.group(1).equals(tag));
    }
    return modifiedSince.size() == 1
        && date(modifiedSince.getFirst()).filter(since -> !modified.isAfter(since)).isPresent();
  }

  private static Optional<Instant> date(String written) {
    try {
      return Optional.of(LocalDateTime.parse(written.strip(), DATE).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
