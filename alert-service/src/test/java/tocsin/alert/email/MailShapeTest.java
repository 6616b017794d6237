package tocsin.alert.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tocsin.alert.delivery.AlertContent;
import tocsin.alert.delivery.DigestWindow;
import tocsin.alert.delivery.Parcel;
import tocsin.alert.delivery.Parcels;
import tocsin.alert.subscription.KnownWords;
import tocsin.events.ActorTag;
import tocsin.events.TaggedArticle;
import tocsin.events.ThemeTag;
import tocsin.events.VocabularyEntry;

/// Mails of the demo's articles, as they were tagged, written to `target/mails` to be looked at:
/// the pictures of the guide are made of them.
class MailShapeTest {
  private static final Path WRITTEN = Path.of("target", "mails");
  private static final Instant MORNING = Instant.parse("2026-03-02T07:12:00Z");
  private static final Map<String, String> PRESS =
      Map.of("en", "gazette.example", "de", "anzeiger.example", "zh", "ganghao.example");

  private static final Map<String, String> LABELS =
      Map.of("usa", "USA", "us-commerce-department", "US Department of Commerce");

  private final Map<String, TaggedArticle> articles = read();
  private final KnownWords words = words();

  private static Map<String, TaggedArticle> read() {
    var json = new ObjectMapper().findAndRegisterModules();
    Map<String, TaggedArticle> read = new HashMap<>();
    try (var in =
        Objects.requireNonNull(MailShapeTest.class.getResourceAsStream("/mails/sample.jsonl"))) {
      for (var line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        var article = article(json, json.readTree(line));
        read.put(article.id(), article);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return read;
  }

  private static TaggedArticle article(ObjectMapper json, JsonNode item) throws IOException {
    var id = item.get("id").asText();
    var language = item.get("language").asText();
    return new TaggedArticle(
        id,
        "feed",
        "A feed",
        "https://" + PRESS.get(id.substring(0, 2)) + "/" + id,
        item.get("title").asText(),
        item.get("text").asText(),
        language,
        List.of(),
        List.of(),
        MORNING,
        null,
        MORNING,
        1,
        false,
        false,
        List.of(json.treeToValue(item.get("themes"), ThemeTag[].class)),
        List.of(json.treeToValue(item.get("actors"), ActorTag[].class)),
        null,
        "v1",
        MORNING);
  }

  private KnownWords words() {
    List<VocabularyEntry> entries = new ArrayList<>();
    for (var article : articles.values()) {
      article.themes().forEach(t -> entries.add(entry(t.id(), VocabularyEntry.Type.theme)));
      article.actors().forEach(a -> entries.add(entry(a.id(), VocabularyEntry.Type.actor)));
    }
    return new KnownWords("v1", entries);
  }

  private static VocabularyEntry entry(String id, VocabularyEntry.Type type) {
    var label =
        LABELS.getOrDefault(
            id, Character.toUpperCase(id.charAt(0)) + id.substring(1).replace('-', ' '));
    return new VocabularyEntry(
        id,
        type,
        type == VocabularyEntry.Type.theme ? "group" : null,
        type == VocabularyEntry.Type.actor ? "state" : null,
        Map.of("en", label),
        "v1",
        null);
  }

  private Parcel.Alert alert(String id, String story, String... because) {
    return new Parcel.Alert(
        "alert-" + id,
        "Chips and China",
        MORNING,
        story,
        List.of(because),
        List.of(),
        AlertContent.of(Objects.requireNonNull(articles.get(id), id)));
  }

  private static Parcel parcel(Parcel.Kind kind, String name, Parcel.Alert... alerts) {
    return new Parcel(
        "delivery-1",
        kind,
        Parcels.receiver(name, "Europe/Berlin"),
        kind == Parcel.Kind.digest ? new DigestWindow(MORNING.minusSeconds(86_400), MORNING) : null,
        MORNING,
        List.of(alerts));
  }

  private String written(String name, Parcel parcel) throws IOException {
    var mail = MailText.of(parcel, words, "https://tocsin.example");
    var template = Files.readString(Path.of("src/main/resources/templates/mail/alerts.html"));
    var engine =
        Engine.builder()
            .addDefaults()
            .addValueResolver(new ReflectionValueResolver())
            .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
            .build();
    var html =
        engine
            .parse(template, Variant.forContentType(Variant.TEXT_HTML))
            .data("mail", mail)
            .render();
    Files.createDirectories(WRITTEN);
    Files.writeString(WRITTEN.resolve(name + ".html"), html);
    Files.writeString(WRITTEN.resolve(name + ".txt"), mail.text());
    return html;
  }

  @Test
  void alert_showsItsWordsAndWhereToGo() throws IOException {
    var html =
        written(
            "mail-alert",
            parcel(
                Parcel.Kind.alert,
                "Chips and China",
                alert("en-1", "chips", "export-controls", "china")));
    assertThat(html)
        .contains(">export controls</mark>")
        .contains("https://gazette.example/en-1")
        .contains("https://tocsin.example/alerts/alert-en-1.")
        .contains("https://tocsin.example/unsubscribe/unsubscribe-token")
        .doesNotContain("NOT_FOUND");
  }

  @Test
  void digest_groupsByTheme_andFoldsAStory() throws IOException {
    var html =
        written(
            "mail-digest",
            parcel(
                Parcel.Kind.digest,
                "China every morning",
                alert("en-1", "chips", "china"),
                alert("de-2", "chips", "china"),
                alert("de-1", "deal", "china"),
                alert("zh-1", "summit", "china")));
    assertThat(html).contains("Export controls").contains("International cooperation");
    assertThat(html).contains("USA versch").doesNotContain("NOT_FOUND");
  }
}
