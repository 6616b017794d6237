package tocsin.alert.email;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tocsin.alert.delivery.AlertContent;
import tocsin.alert.delivery.AlertLink;
import tocsin.alert.delivery.Cut;
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
/// @param more alerts of a digest that are not shown here
record MailText(
    String subject,
    String name,
    String intro,
    List<Group> groups,
    int more,
    Links links,
    String zone) {
  /// A digest of more alerts names their number and where they are.
  private static final int MOST_SHOWN = 100;

  private static final Pattern BREAKS =
      Pattern.compile(
          "[\\s\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]+");
  private static final int LONGEST_SUBJECT = 160;
  private static final int WIDTH = 76;

  /// Alerts under a heading.
  record Group(String heading, List<View> alerts) {}

  /// One alert.
  ///
  /// @param page where it is explained, its attempts are shown and it can be sent again
  /// @param because what of the subscription's query it is about
  /// @param also other articles of the same story, folded into this one
  record View(
      List<Marks.Piece> title,
      @Nullable String url,
      String page,
      String where,
      List<Marks.Piece> excerpt,
      String themes,
      String actors,
      String because,
      List<Also> also) {
    View {
      title = List.copyOf(title);
      excerpt = List.copyOf(excerpt);
      also = List.copyOf(also);
    }
  }

  /// Another article of a story.
  record Also(String title, @Nullable String url, String source) {}

  /// Where the reader can go.
  record Links(String unsubscribe, String console) {}

  /// What views are made with.
  private record Reader(
      @Nullable KnownWords words, ZoneId zone, String publicUrl, String linkKey) {}

  MailText {
    groups = List.copyOf(groups);
  }

  static MailText of(Parcel parcel, @Nullable KnownWords words, String publicUrl) {
    var receiver = parcel.receiver();
    var zone = receiver.timeZone();
    var name = receiver.name();
    var links = new Links(publicUrl + "/unsubscribe/" + receiver.unsubscribe(), publicUrl);
    var reader = new Reader(words, zone, publicUrl, receiver.linkKey());
    return switch (parcel.kind()) {
      case test ->
          new MailText(
              subject("Test of “" + name + "”"),
              name,
              "This is a test of your subscription. Its alerts will reach you at this address.",
              List.of(),
              0,
              links,
              zone.getId());
      case alert -> {
        var alert = parcel.alerts().getFirst();
        yield new MailText(
            subject(alert.content().article().title()),
            name,
            "",
            List.of(new Group("", List.of(view(alert, List.of(), reader)))),
            0,
            links,
            zone.getId());
      }
      case digest -> digest(parcel, links, reader);
    };
  }

  private static MailText digest(Parcel parcel, Links links, Reader reader) {
    var name = parcel.receiver().name();
    var zone = reader.zone();
    var alerts = parcel.alerts();
    int count = alerts.size();
    var window = parcel.window();
    var until = window == null ? parcel.created() : window.end();
    var shown = alerts.subList(0, Math.min(count, MOST_SHOWN));
    return new MailText(
        subject(
            "%s: %d %s, %s"
                .formatted(name, count, count == 1 ? "alert" : "alerts", date(until, zone))),
        name,
        window == null
            ? ""
            : "From %s to %s (%s)"
                .formatted(time(window.start(), zone), time(until, zone), zone.getId()),
        groups(shown, reader),
        count - shown.size(),
        links,
        zone.getId());
  }

  /// By the theme they are mainly about, the largest group first; of a story one alert in full.
  private static List<Group> groups(List<Parcel.Alert> alerts, Reader reader) {
    Map<String, List<Parcel.Alert>> stories = new LinkedHashMap<>();
    alerts.forEach(
        alert -> stories.computeIfAbsent(alert.story(), s -> new ArrayList<>()).add(alert));
    Map<String, List<View>> byTheme = new LinkedHashMap<>();
    for (var story : stories.values()) {
      byTheme
          .computeIfAbsent(
              mainTheme(story.getFirst().content(), reader.words()), t -> new ArrayList<>())
          .add(view(story.getFirst(), story.subList(1, story.size()), reader));
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

  private static View view(Parcel.Alert alert, List<Parcel.Alert> folded, Reader reader) {
    var content = alert.content();
    var article = content.article();
    var evidence = alert.evidence();
    var words = reader.words();
    return new View(
        Marks.of(
            title(article),
            evidence.stream().filter(e -> e.field() == Evidence.Field.title).toList()),
        article.url(),
        reader.publicUrl() + "/alerts/" + AlertLink.token(alert.id(), reader.linkKey()),
        where(article, reader.zone()),
        Marks.of(alert.excerpt().text(), alert.excerpt().within(evidence)),
        String.join(
            ", ",
            content.themes().stream()
                .map(t -> label(t.id(), words) + (t.grade() == Grade.primary ? " (main)" : ""))
                .toList()),
        String.join(", ", content.actors().stream().map(a -> label(a.id(), words)).toList()),
        String.join(", ", alert.because().stream().map(id -> label(id, words)).toList()),
        folded.stream()
            .map(other -> other.content().article())
            .map(a -> new Also(oneLine(title(a)), a.url(), a.source()))
            .toList());
  }

  private static String title(AlertContent.Article article) {
    return article.title().isBlank() ? "(without a title)" : article.title();
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
    if (more > 0) {
      text.append(moreInWords()).append("\n\n");
    }
    text.append("-- \nYou receive this because you subscribed to “").append(oneLine(name));
    text.append("”.\nTo stop it: ").append(links.unsubscribe()).append('\n');
    return text.toString();
  }

  /// What the mail does not show, and where it is.
  String moreInWords() {
    return "And %d more: GET %s/api/alerts".formatted(more, links.console());
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
    line(text, "You asked for: ", alert.because());
    line(text, "Themes: ", alert.themes());
    line(text, "Actors: ", alert.actors());
    text.append("Why it reached you, and to send it again:\n").append(alert.page()).append('\n');
    for (var other : alert.also()) {
      line(
          text, "Also: ", other.title() + (other.source().isEmpty() ? "" : " · " + other.source()));
      if (other.url() != null) {
        text.append(other.url()).append('\n');
      }
    }
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
    return Cut.to(LONGEST_SUBJECT, line);
  }

  /// Nothing of a text may begin a header or a line of its own, or turn the direction of what
  /// follows it.
  static String oneLine(String text) {
    return BREAKS.matcher(text).replaceAll(" ").strip();
  }

  private static String date(Instant time, ZoneId zone) {
    return DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH).format(time.atZone(zone));
  }

  private static String time(Instant time, ZoneId zone) {
    return DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH)
        .format(time.atZone(zone));
  }
}
