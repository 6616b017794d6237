package tocsin.classify.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tocsin.classify.tag.Item;
import tocsin.classify.tag.Tagger;
import tocsin.events.ActorTag;
import tocsin.events.ThemeTag;

/// The guide on editing the vocabulary, followed to the letter.
class VocabularyGuideTest {
  private static final Path GUIDE = Path.of("../docs/vocabulary.md");
  private static final Pattern FILE =
      Pattern.compile("```yaml\n# DIR/(\\S+\\.yaml)\n(.*?)```", Pattern.DOTALL);
  private static final Pattern ITEMS = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

  @TempDir Path directory;

  @Test
  void itsFiles_tagItsItems() throws IOException, VocabularyError {
    var guide = Files.readString(GUIDE);
    var files = FILE.matcher(guide);
    while (files.find()) {
      var file = directory.resolve(files.group(1));
      Files.createDirectories(file.getParent());
      Files.writeString(file, files.group(2));
    }
    var tagger = new Tagger(VocabularyFiles.load(Optional.of(directory)));

    List<String> themes = new ArrayList<>();
    List<String> actors = new ArrayList<>();
    var items = ITEMS.matcher(guide);
    assertThat(items.find()).isTrue();
    for (var line : items.group(1).strip().split("\n")) {
      var tagged = new ObjectMapper().readValue(line, Item.class).tag(tagger);
      tagged.themes().stream().map(ThemeTag::id).forEach(themes::add);
      tagged.actors().stream().map(ActorTag::id).forEach(actors::add);
    }
    assertThat(themes).contains("lamps");
    assertThat(actors).contains("lampwright");
  }
}
