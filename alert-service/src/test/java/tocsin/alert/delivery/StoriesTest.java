package tocsin.alert.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tocsin.alert.delivery.Stories.Beginning;
import tocsin.text.Fingerprint;

class StoriesTest {
  private final Random random = new Random(42);

  private String words(int count) {
    var text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append("word").append(random.nextInt(50_000)).append(' ');
    }
    return text.toString();
  }

  private static String print(String text) {
    return Fingerprint.of(text).orElseThrow();
  }

  private static Beginning beginning(String id, String text) {
    return new Beginning(id, print(text), Set.copyOf(StoryBands.of(print(text))));
  }

  private static String story(String text, Beginning... beginnings) {
    var print = print(text);
    return Stories.nearest(
        "own", print, Set.copyOf(StoryBands.of(print)), Arrays.asList(beginnings));
  }

  @Test
  void nearest_aCopy_isTheSameStory() {
    var text = words(300);
    assertThat(story(text, beginning("first", text))).isEqualTo("first");
  }

  @Test
  void nearest_anAgencyTextWithAnotherEnding_isTheSameStory() {
    int folded = 0;
    for (int round = 0; round < 50; round++) {
      var text = words(300);
      if (story(text + words(40), beginning("first", text)).equals("first")) {
        folded++;
      }
    }
    assertThat(folded).isGreaterThanOrEqualTo(48);
  }

  @Test
  void nearest_unrelatedTexts_areNeverTheSameStory() {
    for (int round = 0; round < 200; round++) {
      assertThat(story(words(300), beginning("first", words(300)))).isEqualTo("own");
    }
  }

  @Test
  void nearest_aThirdInCommon_isAnotherStory() {
    var shared = words(100);
    var first = beginning("first", shared + words(200));
    int folded = 0;
    for (int round = 0; round < 50; round++) {
      folded += story(shared + words(200), first).equals("first") ? 1 : 0;
    }
    assertThat(folded).isZero();
  }

  @Test
  void nearest_twoAlike_isTheNearerThenTheEarlier() {
    var text = words(300);
    var near = beginning("near", text + words(10));
    var exact = beginning("exact", text);
    assertThat(story(text, near, exact, beginning("later", text))).isEqualTo("exact");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no base64!", "AAAA"})
  void bands_ofWhatIsNoFingerprint_areNone(String fingerprint) {
    assertThat(StoryBands.of(fingerprint)).isEmpty();
  }

  @Test
  void bands_areSixteenAndDependOnTheirPlace() {
    List<Integer> bands = new ArrayList<>(StoryBands.of(print(words(300))));
    assertThat(bands).hasSize(16);
    assertThat(StoryBands.of("A".repeat(86) + "==")).doesNotHaveDuplicates();
  }
}
