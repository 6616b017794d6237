package tocsin.classify.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tocsin.classify.score.Judgement;
import tocsin.classify.score.LabelledItem;
import tocsin.classify.score.Scorecard;
import tocsin.classify.tag.Tagger;

/// Reads labelled items and tags them.
public final class LabelledItems {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LabelledItems() {}

  /// @param name of the file, for messages
  /// @throws IllegalArgumentException naming file and line of what is no labelled item
  public static List<LabelledItem> read(String name, BufferedReader reader) throws IOException {
    List<LabelledItem> items = new ArrayList<>();
    int number = 0;
    for (var line = reader.readLine(); line != null; line = reader.readLine()) {
      number++;
      if (!line.isBlank()) {
        try {
          items.add(JSON.readValue(line, LabelledItem.class));
        } catch (JsonProcessingException e) {
          throw new IllegalArgumentException(
              name + ":" + number + ": is no labelled item: " + e.getOriginalMessage(), e);
        }
      }
    }
    return items;
  }

  /// @throws IllegalArgumentException naming what cannot be read, or file and line of what is no
  ///   labelled item
  public static List<LabelledItem> read(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException("cannot read " + file);
    }
    try (var reader = Files.newBufferedReader(file)) {
      return read(file.toString(), reader);
    }
  }

  public static Scorecard judge(List<LabelledItem> items, Tagger tagger) {
    return new Scorecard(
        items.stream().map(item -> new Judgement(item, item.item().tag(tagger))).toList());
  }
}
