package tocsin.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.BitSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An alert as the demo prints it: what it is about, and the words it rests on marked in place.
///
/// @param colours whether the terminal shows them; else the words stand in guillemets
record AlertText(boolean colours) {

  String of(Sample.Subscription subscription, Sample.Item item, JsonNode alert) {
    return """

    %s (%s)
      %s
      themes: %s
      actors: %s
      %s\
    """
        .formatted(
            subscription.name(),
            subscription.channel(),
            marked("title", item.title(), alert),
            ids(alert.path("themes")),
            ids(alert.path("actors")),
            marked("text", item.text(), alert));
  }

  private static String ids(JsonNode tags) {
    return tags.valueStream()
        .map(tag ->
            tag.path("id").asText()
                + (tag.has("grade") ? " (" + tag.get("grade").asText() + ")" : ""))
        .collect(Collectors.joining(", "));
  }

  private String marked(String field, String text, JsonNode alert) {
    var marks = new BitSet();
    Stream.of("themes", "actors")
        .flatMap(tags -> alert.path(tags).valueStream())
        .flatMap(tag -> tag.path("evidence").valueStream())
        .filter(evidence -> evidence.path("field").asText().equals(field))
        .filter(evidence -> stands(evidence, text))
        .forEach(evidence -> marks.set(evidence.get("start").asInt(), evidence.get("end").asInt()));
    var marked = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      int next = marks.get(i) ? marks.nextClearBit(i) : marks.nextSetBit(i);
      int end = next < 0 ? text.length() : Math.min(next, text.length());
      var part = text.substring(i, end);
      marked.append(marks.get(i) ? mark(part) : part);
      i = end;
    }
    return marked.toString();
  }

  private static boolean stands(JsonNode evidence, String text) {
    var words = evidence.path("text").asText();
    return text.startsWith(words, evidence.path("start").asInt());
  }

  private String mark(String words) {
    return colours ? "\u001b[1;33m" + words + "\u001b[0m" : "«" + words + "»";
  }
}
