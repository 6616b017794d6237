package tocsin.ingest.parse;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Dates as feeds write them: RFC 822 and its misuses, ISO 8601, months in ten languages, seconds
/// and milliseconds since 1970, year before month in East Asia. A date without a zone is read as
/// UTC.
public final class PublishedDate {
  private static final Pattern ISO =
      Pattern.compile(
          "(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:[T"
              + " ]+(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d+))?)?)?\\s*(.*)");
  private static final Pattern ISO_MONTH = Pattern.compile("(\\d{4})(?:-(\\d{2}))?");
  private static final Pattern ISO_BASIC =
      Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(?:T(\\d{2})(\\d{2})(\\d{2})?)?(Z|[+-]\\d{4})?");
  private static final Pattern ORDINAL = Pattern.compile("(\\d{4})-(\\d{3})");
  private static final Pattern CLOCK =
      Pattern.compile(
          "(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d+))?)?\\s*((?i:[ap]\\.?m\\b\\.?))?");
  private static final Pattern EAST_ASIAN =
      Pattern.compile(
          "(\\d{4})\\s*[年년/.]\\s*(\\d{1,2})\\s*[月월/.]\\s*(\\d{1,2})(?:\\s*[日일]|(?!\\d))");
  private static final Pattern EPOCH = Pattern.compile("\\d{9,13}");
  private static final Pattern WORD = Pattern.compile("\\p{L}+\\.?");
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final Pattern OFFSET =
      Pattern.compile("(?:GMT|UTC)?\\s*([+-])(\\d{1,2}):?(\\d{2})?");

  private static final String ENGLISH = "JanFebMarAprMayJunJulAugSepOctNovDec";
  private static final int UNREAD = Integer.MAX_VALUE;

  private static final Map<String, Integer> MONTHS = months();
  private static final Map<String, String> ZONES =
      Map.ofEntries(
          Map.entry("EST", "-05:00"),
          Map.entry("EDT", "-04:00"),
          Map.entry("CST", "-06:00"),
          Map.entry("CDT", "-05:00"),
          Map.entry("MST", "-07:00"),
          Map.entry("MDT", "-06:00"),
          Map.entry("PST", "-08:00"),
          Map.entry("PDT", "-07:00"),
          Map.entry("CET", "+01:00"),
          Map.entry("CEST", "+02:00"),
          Map.entry("MEZ", "+01:00"),
          Map.entry("MESZ", "+02:00"),
          Map.entry("BST", "+01:00"),
          Map.entry("WET", "+00:00"),
          Map.entry("EET", "+02:00"),
          Map.entry("EEST", "+03:00"),
          Map.entry("MSK", "+03:00"),
          Map.entry("IST", "+05:30"),
          Map.entry("JST", "+09:00"),
          Map.entry("KST", "+09:00"),
          Map.entry("HKT", "+08:00"),
          Map.entry("SGT", "+08:00"),
          Map.entry("AEST", "+10:00"),
          Map.entry("AEDT", "+11:00"));

  private PublishedDate() {}

  /// The instant, where the text is a date between 1970 and a day after `now`.
  public static Optional<Instant> read(@Nullable String text, Instant now) {
    if (text == null || text.length() > 200) {
      return Optional.empty();
    }
    try {
      var usual = usual(text);
      return Optional.ofNullable(usual != null ? usual : parse(spelt(text)))
          .filter(at -> isBelievable(at, now));
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static String spelt(String text) {
    var spaced = text.strip().replace('\u00a0', ' ');
    return EAST_ASIAN.matcher(spaced).replaceFirst("$1-$2-$3");
  }

  private static boolean isBelievable(Instant at, Instant now) {
    return !at.isBefore(Instant.EPOCH) && at.isBefore(now.plusSeconds(86_400));
  }

  /// What nearly all feeds write, `Tue, 18 Nov 2025 10:11:12 +0100`, read at once; null for
  /// anything else.
  private static @Nullable Instant usual(String text) {
    if (text.length() < 29 || text.charAt(3) != ',' || text.charAt(4) != ' ') {
      return null;
    }
    int month = ENGLISH.indexOf(text.substring(8, 11));
    int zone = text.length() == 29 && text.endsWith(" GMT") ? 0 : offset(text.substring(25));
    int day = digits(text, 5, 7);
    int year = digits(text, 12, 16);
    int hour = digits(text, 17, 19);
    int minute = digits(text, 20, 22);
    int second = digits(text, 23, 25);
    boolean clear =
        month >= 0
            && month % 3 == 0
            && zone != UNREAD
            && Math.min(Math.min(day, year), Math.min(hour, Math.min(minute, second))) >= 0
            && hour < 24
            && minute < 60
            && second < 60
            && day > 0;
    return clear
        ? LocalDateTime.of(year, month / 3 + 1, day, hour, minute, second)
            .toInstant(ZoneOffset.ofTotalSeconds(zone))
        : null;
  }

  /// In seconds, of ` +0100`.
  private static int offset(String text) {
    int hours = text.length() == 6 ? digits(text, 2, 4) : -1;
    int minutes = text.length() == 6 ? digits(text, 4, 6) : -1;
    char sign = text.charAt(1);
    if (hours < 0 || hours > 17 || minutes < 0 || minutes > 59 || sign != '+' && sign != '-') {
      return UNREAD;
    }
    return (sign == '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
  }

  /// The number that stands there; negative where there are other characters than digits.
  private static int digits(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private static @Nullable Instant parse(String text) {
    if (EPOCH.matcher(text).matches()) {
      long number = Long.parseLong(text);
      return number >= 100_000_000_000L
          ? Instant.ofEpochMilli(number)
          : Instant.ofEpochSecond(number);
    }
    var ordinal = ORDINAL.matcher(text);
    if (ordinal.matches()) {
      return java.time.LocalDate.ofYearDay(
              Integer.parseInt(ordinal.group(1)), Integer.parseInt(ordinal.group(2)))
          .atStartOfDay()
          .toInstant(ZoneOffset.UTC);
    }
    var basic = ISO_BASIC.matcher(text);
    if (basic.matches()) {
      return at(basic, 7);
    }
    var month = ISO_MONTH.matcher(text);
    if (month.matches()) {
      int m = month.group(2) == null ? 1 : Integer.parseInt(month.group(2));
      return OffsetDateTime.of(Integer.parseInt(month.group(1)), m, 1, 0, 0, 0, 0, ZoneOffset.UTC)
          .toInstant();
    }
    var iso = ISO.matcher(text);
    if (iso.matches()) {
      return local(
              Integer.parseInt(iso.group(1)),
              Integer.parseInt(iso.group(2)),
              Integer.parseInt(iso.group(3)),
              number(iso.group(4)),
              number(iso.group(5)),
              number(iso.group(6)),
              nanos(iso.group(7)))
          .atZone(zone(iso.group(8)))
          .toInstant();
    }
    return words(text);
  }

  private static @Nullable Instant at(Matcher m, int zone) {
    return local(
            Integer.parseInt(m.group(1)),
            Integer.parseInt(m.group(2)),
            Integer.parseInt(m.group(3)),
            number(m.group(4)),
            number(m.group(5)),
            number(m.group(6)),
            0)
        .atZone(zone(m.group(zone)))
        .toInstant();
  }

  /// `Di, 18. Nov 2025 10:11:12 +0100`, `Nov 18, 2025`, `mar., 18 nov. 2025 10:11 CET`, ...
  private static @Nullable Instant words(String text) {
    var rest = text;
    int hour = 0;
    int minute = 0;
    int second = 0;
    int nano = 0;
    ZoneId zone = ZoneOffset.UTC;
    var clock = CLOCK.matcher(text);
    if (clock.find()) {
      hour = Integer.parseInt(clock.group(1));
      minute = number(clock.group(2));
      second = number(clock.group(3));
      nano = nanos(clock.group(4));
      var half = clock.group(5);
      if (half != null) {
        hour = hour % 12 + (half.startsWith("p") || half.startsWith("P") ? 12 : 0);
      }
      var after = text.substring(clock.end()).strip();
      var before = text.substring(0, clock.start());
      var year = Pattern.compile("\\b(\\d{4})$").matcher(after);
      if (year.find() && !before.matches(".*\\b\\d{4}\\b.*")) {
        before = before + " " + year.group(1);
        after = after.substring(0, year.start()).strip();
      }
      zone = zone(after);
      rest = before;
    }
    int month = 0;
    var words = WORD.matcher(rest);
    while (words.find()) {
      month = Math.max(month, MONTHS.getOrDefault(bare(words.group()), 0));
    }
    int day = 0;
    int year = -1;
    var numbers = NUMBER.matcher(rest);
    while (numbers.find()) {
      int n = Integer.parseInt(numbers.group());
      if (numbers.group().length() == 4 || day > 0 && year < 0 && month > 0) {
        year = numbers.group().length() == 2 ? n + (n < 70 ? 2000 : 1900) : n;
      } else if (day == 0) {
        day = n;
      } else if (month == 0) {
        month = n;
      }
    }
    if (month == 0 || day == 0 || year < 0) {
      return null;
    }
    return local(year, month, day, hour, minute, second, nano).atZone(zone).toInstant();
  }

  private static LocalDateTime local(
      int year, int month, int day, int hour, int minute, int second, int nano) {
    boolean midnight = hour == 24 && minute == 0 && second == 0;
    var local =
        LocalDateTime.of(year, month, day, midnight ? 0 : hour, minute, Math.min(second, 59), nano);
    return midnight ? local.plusDays(1) : local;
  }

  private static ZoneId zone(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return ZoneOffset.UTC;
    }
    var zone = text.strip().replaceAll("[()]", "").replace('−', '-');
    var offset = OFFSET.matcher(zone);
    if (offset.lookingAt()) {
      int hours = Integer.parseInt(offset.group(2));
      int minutes = number(offset.group(3));
      int total = Math.min(18 * 3600, hours * 3600 + minutes * 60);
      return ZoneOffset.ofTotalSeconds(offset.group(1).equals("-") ? -total : total);
    }
    var name = zone.split("[^A-Za-z/_]", 2)[0].toUpperCase(Locale.ROOT);
    if (ZONES.containsKey(name)) {
      return ZoneOffset.of(ZONES.getOrDefault(name, "Z"));
    }
    if (zone.contains("/")) {
      return ZoneId.of(zone);
    }
    return ZoneOffset.UTC;
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static int nanos(@Nullable String fraction) {
    return fraction == null ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
  }

  private static String bare(String word) {
    return Normalizer.normalize(word.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
        .replaceAll("\\p{M}|\\.", "");
  }

  /// Full and abbreviated names of the months; an abbreviation that two languages use for different
  /// months (`mar`, `mai`) keeps the month that most feeds mean.
  private static Map<String, Integer> months() {
    var names =
        java.util.List.of(
            "january february march april may june july august september october november december",
            "januar februar märz april mai juni juli august september oktober november dezember",
            "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre"
                + " diciembre",
            "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre"
                + " dicembre",
            "januari februari maart april mei juni juli augustus september oktober november"
                + " december",
            "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro"
                + " dezembro",
            "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października"
                + " listopada grudnia",
            "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
            "januari februari mars april maj juni juli augusti september oktober november"
                + " december");
    var months = new HashMap<String, Integer>();
    for (var language : names) {
      var list = language.split(" ");
      for (int i = 0; i < list.length; i++) {
        var name = bare(list[i]);
        months.put(name, i + 1);
        for (int length = 3; length <= 5; length++) {
          if (name.length() > length) {
            months.putIfAbsent(name.substring(0, length), i + 1);
          }
        }
      }
    }
    for (var pair :
        Map.of("mar", 3, "juin", 6, "jui", 7, "sept", 9, "mrz", 3, "mai", 5).entrySet()) {
      months.put(pair.getKey(), pair.getValue());
    }
    return Map.copyOf(months);
  }
}
