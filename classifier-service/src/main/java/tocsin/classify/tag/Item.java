package tocsin.classify.tag;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
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
    if (bodyType != null && !bodyType.equals("html") && !bodyType.equals("text")) {
      throw new IllegalArgumentException("body_type: is neither 'html' nor 'text'");
    }
    var written = body == null ? "" : body;
    var text = "html".equals(bodyType) ? HtmlText.toText(written) : written;
    var heading = title == null ? "" : title;
    if (heading.isBlank() && text.isBlank()) {
      throw new IllegalArgumentException("title: both title and body are empty");
    }
    var tags = tagger.tag(heading, text, List.of(), lang);
    return new Tagged(
        id,
        tags.language(),
        heading,
        text,
        tags.themes(),
        tags.actors(),
        tagger.vocabulary().version());
  }
}
