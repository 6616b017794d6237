package tocsin.alert.email;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tocsin.alert.delivery.AlertContent;
import tocsin.alert.delivery.Marks;
import tocsin.alert.delivery.Parcel;
import tocsin.alert.subscription.KnownWords;
import tocsin.events.Evidence;
import tocsin.events.Grade;

/// What a mail says, ready for its templates: subject, alerts with their words marked, and the text
/// part.
///
/// @param groups alerts under what they have in common; one group without a heading in a mail of
///   one
record MailText(
    String subject, String name, String intro, List<Group> groups, Links links, String zone) {
  private static final int LONGEST_SUBJECT = 160;
  private static final int WIDTH = 76;

  /// Alerts under a heading.
  record Group(String heading, List<View> alerts) {}

  /// One alert.
  ///
  /// @param because what of the subscription's query it is about
  record View(
      List<Marks.Piece> title,
      @Nullable String url,
      String where,
      List<Marks.Piece> excerpt,
      String themes,
      String actors,
      String because,
      List<String> also) {}

  /// Where the reader can go.
  record Links(String unsubscribe, String console) {}

  MailText {
    groups = List.copyOf(groups);
  }

  static MailText of(Parcel parcel, @Nullable KnownWords words, String publicUrl) {
    var zone = parcel.receiver().timeZone();
    var name = parcel.receiver().name();
    var links = new Links(publicUrl + "/unsubscribe/" + parcel.receiver().unsubscribe(), publicUrl);
    return switch (parcel.kind()) {
      case test ->
          new MailText(
              "Test of “" + oneLine(name) + "”",
              name,
              "This is a test of your subscription. Its alerts will reach you at this address.",
              List.of(),
              links,
              zone.getId());
      case alert -> {
        var alert = parcel.alerts().getFirst();
        yield new MailText(
            subject(alert.content().article().title()),
            name,
            "",
            List.of(new Group("", List.of(view(alert, words, zone)))),
            links,
            zone.getId());
      }
      case digest -> {
        int count = parcel.alerts().size();
        var window = parcel.window();
        var until = window == null ? parcel.created() : window.end();
        yield new MailText(
            subject(
                "%s: %d %s, %s"
                    .formatted(
                        oneLine(name), count, count == 1 ? "alert" : "alerts", date(until, zone))),
            name,
            window == null
                ? ""
                : "From %s to %s (%s)"
                    .formatted(time(window.start(), zone), time(until, zone), zone.getId()),
            groups(parcel.alerts(), words, zone),
            links,
            zone.getId());
      }
    };
  }

  /// By the theme they are mainly about, the largest group first.
  private static List<Group> groups(
      List<Parcel.Alert> alerts, @Nullable KnownWords words, ZoneId zone) {
    Map<String, List<View>> byTheme = new LinkedHashMap<>();
    for (var alert : alerts) {
      byTheme
          .computeIfAbsent(mainTheme(alert.content(), words), t -> new ArrayList<>())
          .add(view(alert, words, zone));
    }
    return byTheme.entrySet().stream()
        .map(e -> new Group(e.getKey(), e.getValue()))
        .sorted((a, b) -> b.alerts().size() - a.alerts().size())
        .toList();
  }

  private static String mainTheme(AlertContent content, @Nullable KnownWords words) {
    return content.themes().stream()
        .filter(t -> t.grade() == Grade.primary)
        .findFirst()
        .or(() -> content.themes().stream().findFirst())
        .map(t -> label(t.id(), words))
        .orElse("Without a theme");
  }

  private static View view(Parcel.Alert alert, @Nullable KnownWords words, ZoneId zone) {
    var content = alert.content();
    var article = content.article();
    var evidence = alert.evidence();
    var title = article.title().isBlank() ? "(without a title)" : article.title();
    return new View(
        Marks.of(title, evidence.stream().filter(e -> e.field() == Evidence.Field.title).toList()),
        article.url(),
        where(article, zone),
        Marks.of(alert.excerpt().text(), alert.excerpt().within(evidence)),
        String.join(
            ", ",
            content.themes().stream()
                .map(t -> label(t.id(), words) + (t.grade() == Grade.primary ? " (main)" : ""))
                .toList()),
        String.join(", ", content.actors().stream().map(a -> label(a.id(), words)).toList()),
        String.join(", ", alert.because().stream().map(id -> label(id, words)).toList()),
        List.of());
  }

  private static String where(AlertContent.Article article, ZoneId zone) {
    List<String> parts = new ArrayList<>();
    parts.add(article.source().isEmpty() ? article.feed() : article.source());
    parts.add(date(article.published() == null ? article.fetched() : article.published(), zone));
    var language = Locale.forLanguageTag(article.language()).getDisplayLanguage(Locale.ENGLISH);
    if (!article.language().equals("und") && !language.isEmpty()) {
      parts.add(language);
    }
    parts.removeIf(String::isEmpty);
    return String.join(" · ", parts);
  }

  /// The part for readers of plain text.
  String text() {
    var text = new StringBuilder();
    if (!intro.isEmpty()) {
      text.append(intro).append("\n\n");
    }
    for (var group : groups) {
      if (!group.heading().isEmpty()) {
        text.append(group.heading().toUpperCase(Locale.ENGLISH)).append("\n\n");
      }
      group.alerts().forEach(alert -> append(text, alert));
    }
    text.append("--\nYou receive this because you subscribed to “").append(oneLine(name));
    text.append("”.\nTo stop it: ").append(links.unsubscribe()).append('\n');
    return text.toString();
  }

  private static void append(StringBuilder text, View alert) {
    text.append(wrapped(plain(alert.title()), "")).append('\n');
    text.append(alert.where()).append('\n');
    if (alert.url() != null) {
      text.append(alert.url()).append('\n');
    }
    var excerpt = marked(alert.excerpt()).strip();
    if (!excerpt.isEmpty()) {
      text.append('\n').append(wrapped(excerpt, "  ")).append('\n');
    }
    text.append('\n');
    line(text, "Themes: ", alert.themes());
    line(text, "Actors: ", alert.actors());
    line(text, "You asked for: ", alert.because());
    text.append('\n');
  }

  private static void line(StringBuilder text, String heading, String value) {
    if (!value.isEmpty()) {
      text.append(wrapped(heading + value, "")).append('\n');
    }
  }

  private static String plain(List<Marks.Piece> pieces) {
    var text = new StringBuilder();
    pieces.forEach(piece -> text.append(piece.text()));
    return oneLine(text.toString());
  }

  private static String marked(List<Marks.Piece> pieces) {
    var text = new StringBuilder();
    pieces.forEach(piece -> text.append(piece.marked() ? "«" + piece.text() + "»" : piece.text()));
    return oneLine(text.toString());
  }

  /// Lines of at most [#WIDTH] characters where words allow it.
  private static String wrapped(String text, String indent) {
    var wrapped = new StringBuilder();
    var line = new StringBuilder(indent);
    for (var word : text.split(" ")) {
      if (line.length() > indent.length() && line.length() + word.length() + 1 > WIDTH) {
        wrapped.append(line).append('\n');
        line = new StringBuilder(indent);
      }
      line.append(line.length() > indent.length() ? " " : "").append(word);
    }
    return wrapped.append(line).toString();
  }

  private static String label(String id, @Nullable KnownWords words) {
    return words == null ? id : words.label(id, "en");
  }

  private static String subject(String text) {
    var line = oneLine(text);
    if (line.isEmpty()) {
      return "(without a title)";
    }
    if (line.length() <= LONGEST_SUBJECT) {
      return line;
    }
    int cut = LONGEST_SUBJECT - 1;
    return line.substring(0, Character.isHighSurrogate(line.charAt(cut - 1)) ? cut - 1 : cut) + "…";
  }

  /// Nothing of a text may begin a header or a line of its own.
  static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\s]+", " ").strip();
  }

  private static String date(Instant time, ZoneId zone) {
    return DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH).format(time.atZone(zone));
  }

  private static String time(Instant time, ZoneId zone) {
    return DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH)
        .format(time.atZone(zone));
  }
}
