package tocsin.classify.text;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which language a text is in: by script, then by the words that hold its sentences together, with
/// what the source declares as a prior.
public final class Language {
  public static final String UNDECIDED = "und";

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry(
              "en",
              "the of and to in is that for on with as are by be has from at its will have it this was an which their not said would more than new after over who"),
          Map.entry(
              "de",
              "der die das und in den von zu mit im für auf ist des dem ein eine nicht sich auch es an werden aus bei nach wird sind als um wie über zum hat einer einen soll zur gegen dass"),
          Map.entry(
              "fr",
              "le la les des et en du une que dans pour est qui sur par au plus pas avec ce sont il ne aux se son cette mais à d'un selon leur ont été l' d'une ses sa"),
          Map.entry(
              "es",
              "el la los las de que en y un una para con por se del al es más no su lo como sobre ha son este entre esta según sus pero también fue años"),
          Map.entry(
              "it",
              "il di e che la in un per è con del della le una non si dei i da più nel alla gli sono al dal delle anche ha come lo questo su tra degli dell' nella ai"),
          Map.entry(
              "nl",
              "de het een van en in is dat op te voor met die zijn niet aan door ook bij er om als naar uit wordt over heeft meer worden maar nog tot zich dit"),
          Map.entry(
              "pl",
              "w i na z się nie do że o jest to dla od po przez ma są jak co za czy oraz ze który które być będzie również już może przy ich tym"),
          Map.entry(
              "pt",
              "o a de que e do da em um para com uma os no se na por mais as dos não ao das como é à são foi pela pelo sobre seu sua entre também até"),
          Map.entry(
              "sv",
              "och i att det som en på är av för med den till inte har de om ett var från kan sig men så vi ska eller"),
          Map.entry(
              "tr", "ve bir bu için ile de da olarak olan daha çok gibi en kadar sonra ise ancak"));
  private static final Map<String, String> LETTERS =
      Map.of(
          "de",
          "äöüß",
          "fr",
          "éèêçàùœ",
          "es",
          "ñ¿¡áéíóú",
          "pl",
          "łążęśćźńó",
          "pt",
          "ãõçáéêí",
          "it",
          "èàùòì",
          "sv",
          "åäö",
          "tr",
          "ğışçöü");
  private static final Map<String, Map<String, Double>> BY_WORD = byWord();
  private static final int ENOUGH = 4_000;

  /// Characters of which a text in traditional Chinese has some and one in simplified Chinese none.
  private static final String TRADITIONAL = "國會與學華對開關機說這們時個來為產業發實東車長無電經點動應該處號臺灣據專歐兩員簽協議將資訊數聲軍歲選舉";

  private static final String SIMPLIFIED = "国会与学华对开关机说这们时个来为产业发实东车长无电经点动应该处号台湾据专欧两员签协议将资讯数声军岁选举";

  private Language() {}

  /// @param declared by the item or its feed; null where not
  /// @return BCP 47, `zh` or `zh-Hant` for Chinese; [#UNDECIDED] where nothing decides
  public static String of(String title, String text, @Nullable String declared) {
    var sample = title + "\n" + text.substring(0, Math.min(text.length(), ENOUGH));
    var prior = declared == null ? "" : declared.toLowerCase(Locale.ROOT);
    int han = 0;
    int kana = 0;
    int hangul = 0;
    int latin = 0;
    int cyrillic = 0;
    int arabic = 0;
    int traditional = 0;
    int simplified = 0;
    for (int i = 0; i < sample.length(); i++) {
      char c = sample.charAt(i);
      if (c < 0x250) {
        latin += Character.isLetter(c) ? 1 : 0;
      } else if (c >= 0x3040 && c <= 0x30FF) {
        kana++;
      } else if (c >= 0x4E00 && c <= 0x9FFF) {
        han++;
        traditional += TRADITIONAL.indexOf(c) >= 0 && SIMPLIFIED.indexOf(c) < 0 ? 1 : 0;
        simplified += SIMPLIFIED.indexOf(c) >= 0 && TRADITIONAL.indexOf(c) < 0 ? 1 : 0;
      } else if (c >= 0xAC00 && c <= 0xD7A3) {
        hangul++;
      } else if (c >= 0x400 && c <= 0x4FF) {
        cyrillic++;
      } else if (c >= 0x600 && c <= 0x6FF) {
        arabic++;
      }
    }
    int letters = latin / 3 + han + kana + hangul + cyrillic / 3 + arabic / 3;
    if (letters == 0) {
      return prior.isEmpty() ? UNDECIDED : prior;
    }
    if (kana * 12 > han + kana && kana > 2 && (han + kana) * 4 > letters) {
      return "ja";
    }
    if (hangul * 3 > letters) {
      return "ko";
    }
    if (han * 4 > letters) {
      if (prior.startsWith("ja") && kana > 0) {
        return "ja";
      }
      boolean hant = traditional > simplified || traditional == simplified && isTraditional(prior);
      return hant ? "zh-Hant" : "zh";
    }
    if (cyrillic > latin) {
      return prior.startsWith("uk") ? "uk" : "ru";
    }
    if (arabic > latin) {
      return prior.startsWith("fa") ? "fa" : "ar";
    }
    return byWords(sample, prior.split("[-_]", 2)[0]);
  }

  private static boolean isTraditional(String prior) {
    return prior.startsWith("zh-hant")
        || prior.startsWith("zh-tw")
        || prior.startsWith("zh-hk")
        || prior.startsWith("zh-mo");
  }

  private static String byWords(String sample, String prior) {
    Map<String, Double> scores = new HashMap<>();
    int words = 0;
    for (var word : sample.toLowerCase(Locale.ROOT).split("[^\\p{L}]+")) {
      words++;
      BY_WORD
          .getOrDefault(word, Map.of())
          .forEach((language, weight) -> scores.merge(language, weight, Double::sum));
    }
    for (var letters : LETTERS.entrySet()) {
      double found = 0;
      for (int i = 0; i < sample.length(); i++) {
        found +=
            sample.charAt(i) > 127
                    && letters.getValue().indexOf(Character.toLowerCase(sample.charAt(i))) >= 0
                ? 0.3
                : 0;
      }
      scores.merge(letters.getKey(), Math.min(found, words * 0.05 + 0.6), Double::sum);
    }
    if (!prior.isEmpty()) {
      scores.merge(prior, 0.6 + words * 0.04, Double::sum);
    }
    return scores.entrySet().stream()
        .max(Map.Entry.<String, Double>comparingByValue().thenComparing(Map.Entry::getKey))
        .filter(best -> best.getValue() >= 0.5)
        .map(Map.Entry::getKey)
        .orElse(UNDECIDED);
  }

  /// A word that several languages have weighs less for each.
  private static Map<String, Map<String, Double>> byWord() {
    Map<String, Integer> shared = new HashMap<>();
    WORDS
        .values()
        .forEach(list -> {
          for (var word : list.split(" ")) {
            shared.merge(word, 1, Integer::sum);
          }
        });
    Map<String, Map<String, Double>> byWord = new HashMap<>();
    WORDS.forEach((language, list) -> {
      for (var word : list.split(" ")) {
        byWord
            .computeIfAbsent(word, w -> new HashMap<>())
            .put(language, 1.0 / shared.getOrDefault(word, 1));
      }
    });
    return byWord;
  }
}
