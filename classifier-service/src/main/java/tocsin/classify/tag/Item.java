package tocsin.classify.tag;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tocsin.events.ActorTag;
import tocsin.events.ThemeTag;
import tocsin.text.HtmlText;

/// An item to be tagged, as `./tocsin classify` and `POST /api/classify` take it.
///
/// @param bodyType `html` or `text`; `text` where absent
/// @param lang declared language (BCP 47)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Item(
    @Nullable String id,
    @Nullable String title,
    @Nullable String body,
    @JsonProperty("body_type") @Nullable String bodyType,
    @Nullable String lang) {

  /// An item with its tags; offsets of evidence count in `title` and `text`.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Tagged(
      @Nullable String id,
      String language,
      String title,
      String text,
      List<ThemeTag> themes,
      List<ActorTag> actors,
      String vocabulary) {}

  /// @throws IllegalArgumentException naming the field that is wrong
  public Tagged tag(Tagger tagger) {
    var text = text();
    var tags = tagger.tag(heading(), text, List.of(), lang);
    return new Tagged(
        id,
        tags.language(),
        heading(),
        text,
        tags.themes(),
        tags.actors(),
        tagger.vocabulary().version());
  }

  /// How often each concept, actor and kind stands in it, 3 for more.
  ///
  /// @throws IllegalArgumentException naming the field that is wrong
  public Map<String, Integer> concepts(Tagger tagger) {
    return tagger.concepts(heading(), text(), lang);
  }

  private String heading() {
    return title == null ? "" : title;
  }

  private String text() {
    if (bodyType != null && !bodyType.equals("html") && !bodyType.equals("text")) {
      throw new IllegalArgumentException("body_type: is neither 'html' nor 'text'");
    }
    var written = body == null ? "" : body;
    var text = "html".equals(bodyType) ? HtmlText.toText(written) : written;
    if (heading().isBlank() && text.isBlank()) {
      throw new IllegalArgumentException("title: both title and body are empty");
    }
    return text;
  }
}
