package tocsin.classify.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en      | The Commission has delayed the rules for high-risk systems
          en      | Judge rules against OpenAI in copyright case
          de      | Die Bundesnetzagentur soll die KI-Verordnung überwachen
          de      | Streit um Rechenzentren in Hessen
          fr      | La Cnil publie ses recommandations sur l’intelligence artificielle
          fr      | Bruxelles sanctionne Meta pour ses pratiques
          es      | El Gobierno aprueba el anteproyecto de ley sobre la inteligencia artificial
          it      | Il Garante blocca il chatbot cinese per la tutela dei dati degli italiani
          nl      | Kabinet wil een verbod op gezichtsherkenning in de openbare ruimte
          pl      | Urząd chce wiedzieć, jak działa algorytm oceniający bezrobotnych
          pt      | O governo não vai adiar as regras para a inteligência artificial
          sv      | Regeringen vill att polisen ska få använda ansiktsigenkänning
          zh      | 欧盟委员会公布人工智能法案实施指南
          zh-Hant | 歐盟執委會公布人工智慧法案的施行細則，業者憂心
          ja      | 政府は生成AIの利用に関する指針をまとめた
          ja      | 経済産業省、半導体支援策を発表
          ko      | 정부가 인공지능 기본법을 시행한다
          ru      | Правительство утвердило стратегию развития искусственного интеллекта
          uk      | Уряд схвалив стратегію розвитку штучного інтелекту в Україні
          ar      | أعلنت الحكومة عن استراتيجية الذكاء الاصطناعي
          und     | 12345 !!!
          """)
  void of_headline(String language, String headline) {
    assertThat(Language.of(headline, "", null)).isEqualTo(language);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Nvidia            | de     | de
          Nvidia            | zh-TW  | zh-Hant
          人工智能           | zh-TW  | zh-Hant
          人工智能           | ja     | zh
          AI 2026           | fr-FR  | fr
          42                | zh-HK  | zh-Hant
          The rules are not what they were, says the head of the office | de | en
          """)
  void of_declared_isAPrior(String headline, String declared, String language) {
    assertThat(Language.of(headline, "", declared)).isEqualTo(language);
  }
}
