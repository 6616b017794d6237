package tocsin.alert.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tocsin.events.EventJson;
import tocsin.events.Evidence;

class ExcerptTest {
  private static final String FILLER = "Nothing of note is said in this sentence. ";

  private static Evidence of(String text, String words) {
    int at = text.indexOf(words);
    return new Evidence(Evidence.Field.text, at, at + words.length(), words, "c");
  }

  @Test
  void of_textWithoutEvidence_isItsBeginning() {
    var text = FILLER.repeat(20);
    var excerpt = Excerpt.of(text, List.of());
    assertThat(excerpt.start()).isZero();
    assertThat(excerpt.text()).hasSizeLessThanOrEqualTo(Excerpt.LENGTH).startsWith("Nothing");
    int end = excerpt.text().length();
    assertThat(text.substring(end - 1, end + 1)).as("cut between words").contains(" ");
  }

  @Test
  void of_shortText_isAllOfIt() {
    assertThat(Excerpt.of("AI chips.", List.of())).isEqualTo(new Excerpt(0, "AI chips."));
    assertThat(Excerpt.of("", List.of())).isEqualTo(new Excerpt(0, ""));
  }

  @Test
  void of_evidenceFarIn_beginsWithItsSentence() {
    var text = FILLER.repeat(20) + "The chips act was signed. " + FILLER.repeat(20);
    var excerpt = Excerpt.of(text, List.of(of(text, "chips act")));
    assertThat(excerpt.text()).startsWith("The chips act was signed.");
    assertThat(excerpt.within(List.of(of(text, "chips act"))))
        .extracting(Evidence::start)
        .containsExactly(4);
  }

  @Test
  void of_twoPlaces_takesTheOneWithMoreEvidence() {
    var text = "One chip. " + FILLER.repeat(20) + "Two laws, three treaties. " + FILLER.repeat(20);
    var excerpt =
        Excerpt.of(text, List.of(of(text, "chip"), of(text, "laws"), of(text, "treaties")));
    assertThat(excerpt.text()).startsWith("Two laws");
  }

  @Test
  void of_evidenceInTheTitle_doesNotMoveIt() {
    var inTitle = new Evidence(Evidence.Field.title, 2, 7, "title", "c");
    assertThat(Excerpt.of("Text.", List.of(inTitle)).start()).isZero();
  }

  @Test
  void of_textOfPairs_neverCutsOne() {
    var random = new Random(7);
    for (int round = 0; round < 500; round++) {
      var text = new StringBuilder();
      int length = 200 + random.nextInt(800);
      while (text.length() < length) {
        text.append(
            switch (random.nextInt(4)) {
              case 0 -> "🤖";
              case 1 -> "a";
              case 2 -> "𠮷";
              default -> random.nextInt(10) == 0 ? ". " : "x";
            });
      }
      var whole = text.toString();
      List<Evidence> evidence = new ArrayList<>();
      int at = whole.offsetByCodePoints(0, random.nextInt(whole.codePointCount(0, length)));
      int end = whole.offsetByCodePoints(at, 1);
      evidence.add(new Evidence(Evidence.Field.text, at, end, whole.substring(at, end), "c"));
      var excerpt = Excerpt.of(whole, evidence);
      assertThat(excerpt.text().length()).isLessThanOrEqualTo(Excerpt.LENGTH);
      assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(excerpt.text())).isTrue();
      assertThat(excerpt.within(evidence)).as("the evidence stands in it").hasSize(1);
    }
  }

  @Test
  void content_ofATitleThatIsCutWithinAPair_canBeWritten() {
    var title = "a".repeat(498) + "🤖🤖🤖";
    var content = AlertContent.of(Parcels.article(title));
    assertThat(content.article().title()).isEqualTo("a".repeat(498) + "…");
    assertThat(EventJson.write(content)).isNotEmpty();
  }
}
