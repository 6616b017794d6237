package tocsin.classify.score;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tocsin.classify.tag.Item;

/// An item with the tags a careful reader gave it.
///
/// @param optional borderline tags that count neither for nor against a prediction
@JsonIgnoreProperties(ignoreUnknown = true)
public record LabelledItem(
    String id,
    @Nullable String lang,
    @Nullable String title,
    @Nullable String body,
    @JsonProperty("body_type") @Nullable String bodyType,
    @Nullable Themes themes,
    @Nullable List<JsonNode> actors,
    @Nullable Optional optional) {

  /// The themes it addresses, by grade.
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Themes(@Nullable List<String> primary, @Nullable List<String> secondary) {}

  /// What a reader may or may not tag.
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Optional(@Nullable List<String> themes, @Nullable List<String> actors) {}

  public Item item() {
    return new Item(id, title, body, bodyType, lang);
  }

  public String language() {
    return lang == null ? "und" : lang;
  }

  public Set<String> primaryThemes() {
    return themes == null ? Set.of() : set(themes.primary());
  }

  public Set<String> allThemes() {
    var all = new LinkedHashSet<>(primaryThemes());
    if (themes != null) {
      all.addAll(set(themes.secondary()));
    }
    return all;
  }

  public Set<String> allActors() {
    var ids = new LinkedHashSet<String>();
    if (actors != null) {
      actors.forEach(
          actor -> ids.add(actor.isTextual() ? actor.asText() : actor.path("id").asText()));
    }
    return ids;
  }

  public Set<String> optionalThemes() {
    return optional == null ? Set.of() : set(optional.themes());
  }

  public Set<String> optionalActors() {
    return optional == null ? Set.of() : set(optional.actors());
  }

  private static Set<String> set(@Nullable List<String> ids) {
    return ids == null ? Set.of() : new LinkedHashSet<>(ids);
  }
}
