package tocsin.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  private static final Random RANDOM = new Random(7);

  @Test
  void of_tooShort_saysNothing() {
    assertThat(Fingerprint.of("")).isEmpty();
    assertThat(Fingerprint.of("Only six words are in this.")).isEmpty();
    assertThat(Fingerprint.of("One two three four five six seven.")).isPresent();
  }

  @Test
  void of_isTheSame_forWhatReadersTakeForTheSame() {
    assertThat(Fingerprint.of("The EU's AI Act enters into force today – at last!"))
        .isEqualTo(Fingerprint.of("the  EU’s AI-Act enters\ninto force, today at LAST"));
  }

  @Test
  void similarity_tellsEditedFromUnrelatedText() {
    var text = words(300);
    var edited = text.replaceFirst("w\\d+ w\\d+", "quite other").replaceFirst("w1\\d* ", "");
    assertThat(similarity(text, text)).isEqualTo(1);
    assertThat(similarity(text, edited)).isGreaterThan(0.7);
    assertThat(similarity(text, words(300))).isLessThan(0.15);
  }

  @Test
  void of_chinese_countsCharacters() {
    var text = "欧盟委员会周二公布了关于人工智能系统透明度的新指南";
    assertThat(Fingerprint.of(text)).isPresent();
    assertThat(similarity(text, "歐盟委員會周二公布了關於人工智能系統透明度的新指南")).isEqualTo(1);
  }

  private static double similarity(String one, String other) {
    return Fingerprint.similarity(
        Fingerprint.of(one).orElseThrow(), Fingerprint.of(other).orElseThrow());
  }

  private static String words(int count) {
    return RANDOM.ints(count, 0, 5_000).mapToObj(n -> "w" + n).collect(Collectors.joining(" "));
  }
}
