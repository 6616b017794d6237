package tocsin.classify.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tocsin.classify.vocabulary.Theme;
import tocsin.classify.vocabulary.Theme.Example;
import tocsin.classify.vocabulary.Vocabulary;
import tocsin.classify.vocabulary.VocabularyError;
import tocsin.classify.vocabulary.VocabularyFiles;
import tocsin.events.ThemeTag;

/// The vocabulary that is shipped: whole, and its themes' examples come out as their authors say.
class ShippedVocabularyTest {
  private static final Vocabulary SHIPPED = load();
  private static final Tagger TAGGER = new Tagger(SHIPPED);

  @Test
  void themes_areTheTwentyFour_eachWithLabelsAndExamples() {
    assertThat(SHIPPED.themes()).hasSize(24);
    assertThat(SHIPPED.themes().values())
        .allSatisfy(theme -> {
          assertThat(theme.labels()).containsKeys("en", "de", "fr", "es", "zh", "zh-Hant");
          assertThat(theme.yes()).as(theme.id() + " yes").hasSizeGreaterThanOrEqualTo(3);
          assertThat(theme.no()).as(theme.id() + " no").hasSizeGreaterThanOrEqualTo(3);
        });
  }

  @TestFactory
  Stream<DynamicTest> examples() {
    return SHIPPED.themes().values().stream()
        .flatMap(theme ->
            Stream.concat(
                theme.yes().stream().map(example -> test(theme, example, true)),
                theme.no().stream().map(example -> test(theme, example, false))));
  }

  private static DynamicTest test(Theme theme, Example example, boolean yes) {
    return dynamicTest(
        theme.id() + (yes ? " yes " : " no ") + example.title(),
        () -> {
          var tags = TAGGER.tag(example.title(), example.text(), List.of(), example.language());
          var ids = tags.themes().stream().map(ThemeTag::id).toList();
          if (yes) {
            assertThat(ids).contains(theme.id());
          } else {
            assertThat(ids).doesNotContain(theme.id());
          }
        });
  }

  private static Vocabulary load() {
    try {
      return VocabularyFiles.load(Optional.empty());
    } catch (VocabularyError e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }
}
