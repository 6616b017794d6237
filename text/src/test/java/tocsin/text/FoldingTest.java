package tocsin.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {
  @ParameterizedTest
  @CsvSource({
    "KÜNSTLICHE, kunstliche",
    "Straße, strasse",
    "ﬁnance, finance",
    "Łódź, lodz",
    "İstanbul, istanbul",
    "señal ÉTÉ, senal ete",
    "e\u0301te\u0301, ete",
    "Ko\u00adope\u200bration, kooperation",
    "ＡＩ, ai",
    "歐盟委員會, 欧盟委员会",
    "Ærø, ærø",
    "ÅÖ, ao"
  })
  void fold_makesFormsOfTheSameWordEqual(String written, String folded) {
    assertThat(Folding.fold(written)).isEqualTo(Folding.fold(folded));
  }
}
