package tocsin.classify.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tocsin.classify.tag.Item;
import tocsin.classify.tag.Tagger;
import tocsin.classify.vocabulary.VocabularyError;
import tocsin.classify.vocabulary.VocabularyFiles;

/// `./tocsin classify [--vocabulary DIR] [FILE...]`: JSON lines in, JSON lines with tags out, one
/// for each, in their order.
public final class ClassifyCommand {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Tagger tagger;
  private final PrintStream out;
  private int refused;

  private ClassifyCommand(Tagger tagger, PrintStream out) {
    this.tagger = tagger;
    this.out = out;
  }

  public static void main(String[] arguments) throws IOException {
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) throws IOException {
    Optional<Path> overlay = Optional.empty();
    int at = 0;
    if (arguments.length > 0 && (arguments[0].equals("--help") || arguments[0].equals("-h"))) {
      System.err.println(
          "usage: ./tocsin classify [--vocabulary DIR] [FILE...] < items.jsonl\n"
              + "Tags JSON lines {id, title, body, body_type: html or text, lang?}; one line each to standard output.");
      return 0;
    }
    if (arguments.length > 1 && arguments[0].equals("--vocabulary")) {
      overlay = Optional.of(Path.of(arguments[1]));
      at = 2;
    }
    Tagger tagger;
    try {
      tagger = new Tagger(VocabularyFiles.load(overlay));
    } catch (VocabularyError e) {
      System.err.println(e.getMessage());
      return 2;
    }
    var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    var command = new ClassifyCommand(tagger, out);
    if (at == arguments.length) {
      command.lines(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
    }
    for (; at < arguments.length; at++) {
      var file = Path.of(arguments[at]);
      if (!Files.isReadable(file)) {
        System.err.println("classify: cannot read " + file);
        out.flush();
        return 2;
      }
      try (var reader = Files.newBufferedReader(file)) {
        command.lines(reader);
      }
    }
    out.flush();
    return command.refused == 0 ? 0 : 1;
  }

  private void lines(BufferedReader reader) throws IOException {
    for (var line = reader.readLine(); line != null; line = reader.readLine()) {
      if (!line.isBlank()) {
        out.println(JSON.writeValueAsString(tagged(line)));
      }
    }
  }

  private Object tagged(String line) {
    String id = null;
    try {
      var node = JSON.readTree(line);
      id = idOf(node);
      return JSON.treeToValue(node, Item.class).tag(tagger);
    } catch (JsonProcessingException e) {
      return error(id, "not an item: " + e.getOriginalMessage());
    } catch (IllegalArgumentException e) {
      return error(id, String.valueOf(e.getMessage()));
    }
  }

  private Object error(@Nullable String id, String message) {
    refused++;
    var error = new LinkedHashMap<String, @Nullable Object>();
    error.put("id", id);
    error.put("error", message);
    return error;
  }

  private static @Nullable String idOf(JsonNode node) {
    var id = node.path("id");
    return id.isValueNode() && !id.isNull() ? id.asText() : null;
  }
}
