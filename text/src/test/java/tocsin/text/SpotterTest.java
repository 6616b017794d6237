package tocsin.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpotterTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "KI-Verordnung | Die KI Verordnung gilt. | KI Verordnung",
        "KI Verordnung | Die KI-Verordnung gilt. | KI-Verordnung",
        "IA | Ce que l'IA change | IA",
        "OpenAI | L’accord qu’OpenAI signe | OpenAI",
        "AI Act | The AI Act's delay | AI Act",
        "欧盟委员会 | 歐盟委員會週三表示 | 歐盟委員會",
        "歐盟委員會 | 欧盟委员会周三表示 | 欧盟委员会",
        "马克龙 | 法国总统马克龙在巴黎 | 马克龙",
        "Exportkontroll* | Das Exportkontrollregime wankt | Exportkontrollregime",
        "künstlich* Intelligenz* | der künstlichen Intelligenzen | künstlichen Intelligenzen",
        "Strasse | in der Straße | Straße",
        "Sao Paulo | em São Paulo hoje | São Paulo",
        "US | the U.S. rules | U.S",
        "U.S. | the U.S. rules | U.S",
        "U.S. Air Force | the US Air Force | US Air Force",
        "US Regierung | die US-Regierung | US-Regierung",
        "=WHO | die WHO warnt | WHO",
        "=UN | UN-Generalsekretär | UN",
        "=!Meta | Meta kündigt an | Meta",
        "Künstlich* | Ku\u0308nstliche | Ku\u0308nstliche",
        "한국 | 한국 | 한국",
        "한국* | 한국의 | 한국의",
        "*algoritme | een fraudealgoritme | fraudealgoritme",
        "*algoritme | het algoritme | algoritme",
        "slim *systeem | een slim scoresysteem | slim scoresysteem",
        "=*KI | die EuroKI | EuroKI",
        "#bn | for $60bn in | 60bn",
        "#bn | 60 bn in | bn",
        "=#Mrd | rund 3,2Mrd Euro | 2Mrd",
        "#Milliard* euro | 60milliards euro | 60milliards euro",
      })
  void spot_formInText_isFoundWhereItStands(String form, String text, String found) {
    assertThat(found(form, text)).containsExactly(found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "=!Meta | Eine Meta-Analyse zeigt",
        "=WHO | the man who said",
        "=UN | un accord | ",
        "U.S. | they told us so",
        "=AI | Aijalon",
        "AI | the rain in Spain",
        "Apple Intel | von Apple. Intel aber",
        "Apple Intel | Apple, Intel",
        "欧盟委员会 | 欧盟的委员会",
        "Chip | Chips",
        "*algoritme | algoritmes",
        "bn | 60bn",
        "#bn | 60 bnx",
        "=#Mrd | 60mrd",
        "*gericht | Gerichte",
      })
  void spot_otherWords_areNotFound(String form, String text) {
    assertThat(found(form, text)).isEmpty();
  }

  @Test
  void spot_paragraphBreak_isNotCrossed() {
    assertThat(found("Apple Intel", "von Apple\n\nIntel aber")).isEmpty();
  }

  @Test
  void spot_hugeHostileTexts_endsInTime() {
    var spotter = Spotter.builder().add(Form.parse("a* a* a*"), 1).add(Form.parse("b"), 2).build();
    for (var text :
        List.of(
            "a".repeat(1_000_000),
            "a\u0301".repeat(500_000),
            "\ud800".repeat(1_000_000),
            "a ".repeat(300_000))) {
      Assertions.assertThatCode(() ->
              org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                  Duration.ofSeconds(5), () -> spotter.spot(text, (s, e, t, v) -> {})))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void spot_asManyFormsAsMakeTheTableGrow_findsEach() {
    var builder = Spotter.builder();
    int forms = 20_000;
    for (int f = 0; f < forms; f++) {
      builder.add(Form.parse("w" + f + " x" + f % 7 + (f % 3 == 0 ? "*" : "")), f);
    }
    var spotter = builder.build();
    for (int f = 0; f < forms; f++) {
      var found = new ArrayList<Integer>();
      spotter.spot("w" + f + " x" + f % 7, (s, e, t, value) -> found.add(value));
      assertThat(found).containsExactly(f);
    }
  }

  @Test
  void spot_manyForms_findsWhatLookingAtEveryPlaceFinds() {
    var random = new java.util.Random(7);
    var words = List.of("ki", "act", "chip", "export", "eu", "中", "国", "ai");
    for (int round = 0; round < 300; round++) {
      var builder = Spotter.builder();
      var forms = new ArrayList<String>();
      for (int f = 0; f < 12; f++) {
        var form = phrase(random, words, 3);
        forms.add(form);
        builder.add(Form.parse(form), f);
      }
      var text = phrase(random, words, 30);
      var found = new ArrayList<String>();
      builder.build().spot(text, (s, e, t, v) -> found.add(s + "-" + e + ":" + v));

      assertThat(found).containsExactlyInAnyOrderElementsOf(everyPlace(forms, text));
    }
  }

  @Test
  void spot_manyStems_findsEachThatAWordBeginsOrEndsWith() {
    var random = new java.util.Random(5);
    for (int round = 0; round < 300; round++) {
      var builder = Spotter.builder();
      var stems = new ArrayList<String>();
      for (int f = 0; f < 12; f++) {
        stems.add(letters(random, 1 + random.nextInt(7)));
        builder.add(Form.parse(f < 6 ? stems.get(f) + "*" : "*" + stems.get(f)), f);
      }
      var word = letters(random, 1 + random.nextInt(9));
      var found = new ArrayList<Integer>();
      builder.build().spot(word, (s, e, t, v) -> found.add(v));

      var fit = new ArrayList<Integer>();
      for (int f = 0; f < 12; f++) {
        if (f < 6 ? word.startsWith(stems.get(f)) : word.endsWith(stems.get(f))) {
          fit.add(f);
        }
      }
      assertThat(found).containsExactlyInAnyOrderElementsOf(fit);
    }
  }

  @Test
  void only_wantedValues_areAllThatIsFound_andTheWholeSpotterFindsTheRest() {
    var whole =
        Spotter.builder()
            .add(Form.parse("act"), 1)
            .add(Form.parse("act*"), 2)
            .add(Form.parse("=ACT"), 3)
            .add(Form.parse("chips act"), 2)
            .add(Form.parse("chips act"), 1)
            .build();
    var only = whole.only(value -> value != 2);
    for (int round = 0; round < 2; round++) {
      assertThat(values(only, "the CHIPS ACT and chips act"))
          .containsExactlyInAnyOrder(1, 1, 3, 1, 1);
      assertThat(values(whole, "chips act")).containsExactlyInAnyOrder(2, 1, 1, 2);
    }
  }

  @Test
  void spot_moreWordsThanAreRemembered_findsThemAgainAndAgain() {
    var builder = Spotter.builder();
    var text = new StringBuilder();
    int words = 60_000;
    for (int w = 0; w < words; w++) {
      if (w % 10 == 0) {
        builder.add(Form.parse("w" + w), w);
      }
      text.append("w").append(w).append(" w").append(w % 100).append(' ');
    }
    var spotter = builder.build();
    for (int round = 0; round < 2; round++) {
      assertThat(values(spotter, text.toString()))
          .hasSize(words / 10 * 2)
          .startsWith(0, 0, 10, 10)
          .endsWith(words - 10, 90);
    }
  }

  private static List<Integer> values(Spotter spotter, String text) {
    var found = new ArrayList<Integer>();
    spotter.spot(text, (start, end, token, value) -> found.add(value));
    return found;
  }

  private static String letters(java.util.Random random, int count) {
    var letters = new StringBuilder();
    for (int i = 0; i < count; i++) {
      letters.append(random.nextBoolean() ? 'a' : 'b');
    }
    return letters.toString();
  }

  private static String phrase(java.util.Random random, List<String> words, int most) {
    var phrase = new StringBuilder();
    int count = 1 + random.nextInt(most);
    for (int i = 0; i < count; i++) {
      phrase.append(i == 0 ? "" : " ").append(words.get(random.nextInt(words.size())));
    }
    return phrase.toString();
  }

  private static List<String> everyPlace(List<String> forms, String text) {
    var found = new ArrayList<String>();
    for (int f = 0; f < forms.size(); f++) {
      var form = forms.get(f);
      for (int at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
        boolean begins = at == 0 || text.charAt(at - 1) == ' ';
        int end = at + form.length();
        boolean ends = end == text.length() || text.charAt(end) == ' ';
        if (begins && ends) {
          found.add(at + "-" + end + ":" + f);
        }
      }
    }
    return found;
  }

  private static List<String> found(String form, String text) {
    var found = new ArrayList<String>();
    Spotter.builder()
        .add(Form.parse(form), 1)
        .build()
        .spot(text, (start, end, token, value) -> found.add(text.substring(start, end)));
    return found;
  }
}
