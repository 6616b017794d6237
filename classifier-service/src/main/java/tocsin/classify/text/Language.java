package tocsin.classify.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which language a text is in: by script, then by the words that hold its sentences together, with
/// what the source declares as a prior.
public final class Language {
  public static final String UNDECIDED = "und";

  private static final int ENOUGH = 1_600;
  private static final double LEAST = 0.5;

  /// What a letter that only some languages have is worth, and what a text's letters are at most.
  private static final double LETTER = 0.3;

  /*
   * An open-addressing table from the hash of a word to its row of weights, one for each language; a
   * word that several languages have weighs less for each.
   */
  private static final List<String> CODES = new ArrayList<>();
  private static final Map<String, Integer> NUMBERS = new HashMap<>();
  private static final int SLOTS = 1 << 11;
  private static final long[] KEYS = new long[SLOTS];
  private static final float[][] WEIGHTS = new float[SLOTS][];
  private static final boolean[][] LETTERS = new boolean[0x250][];

  /// Latin letters in lower case; 0 for what is no letter.
  private static final char[] LOWER = new char[0x250];

  /// Characters that only traditional, and only simplified, Chinese has.
  private static final String TRADITIONAL =
      "國會與學華對開關機說這們時個來為產業發實東車長無電經點動應該處號臺灣據專歐兩員簽協議將資訊數聲軍歲選舉體後當進過還現問題條導統計總認讓樣種從網區設術戰門間報導頭稱場規則權顯際億萬師變訴訟審聯龍";

  private static final String SIMPLIFIED =
      "国会与学华对开关机说这们时个来为产业发实东车长无电经点动应该处号台湾据专欧两员签协议将资讯数声军岁选举体后当进过还现问题条导统计总认让样种从网区设术战门间报导头称场规则权显际亿万师变诉讼审联龙";

  /// Characters that Japanese writes otherwise than either Chinese.
  private static final String JAPANESE = "気対応実権発総売図単変営険検済経転伝価広従戦沢浜県労働込畑峠";

  private static final byte[] CHINESE = new byte[1 << 16];

  static {
    read();
    for (char c = 0; c < LOWER.length; c++) {
      LOWER[c] = Character.isLetter(c) ? Character.toLowerCase(c) : 0;
    }
    for (int i = 0; i < TRADITIONAL.length(); i++) {
      if (TRADITIONAL.charAt(i) != SIMPLIFIED.charAt(i)) {
        CHINESE[TRADITIONAL.charAt(i)] |= 1;
        CHINESE[SIMPLIFIED.charAt(i)] |= 2;
      }
    }
    for (int i = 0; i < JAPANESE.length(); i++) {
      CHINESE[JAPANESE.charAt(i)] |= 4;
    }
  }

  private Language() {}

  /// @param declared by the item or its feed; null where not
  /// @return BCP 47, `zh` or `zh-Hant` for Chinese; [#UNDECIDED] where nothing decides
  public static String of(String title, String text, @Nullable String declared) {
    var counts = new Counts();
    counts.read(title, title.length());
    counts.read(text, Math.min(text.length(), ENOUGH));
    var prior = declared == null ? "" : declared.strip().toLowerCase(Locale.ROOT);
    int letters = counts.letters();
    if (letters == 0) {
      return prior.isEmpty() ? UNDECIDED : canonical(prior);
    }
    if (counts.kana > 2
        && counts.kana * 12 > counts.han
        && (counts.han + counts.kana) * 4 > letters) {
      return "ja";
    }
    if (counts.hangul * 3 > letters) {
      return "ko";
    }
    if (counts.han * 4 > letters) {
      boolean japanese =
          prior.startsWith("ja") && (counts.kana > 0 || counts.japanese > 0)
              || counts.japanese > counts.simplified && counts.japanese > counts.traditional;
      return japanese ? "ja" : chinese(counts, prior);
    }
    if (counts.cyrillic > counts.latin) {
      return prior.startsWith("uk") || counts.ukrainian > 0
          ? "uk"
          : prior.startsWith("bg") ? "bg" : "ru";
    }
    if (counts.arabic > counts.latin) {
      return prior.startsWith("fa") ? "fa" : "ar";
    }
    if (counts.greek > counts.latin) {
      return "el";
    }
    return counts.byWords(prior.isEmpty() ? prior : canonical(prior));
  }

  private static String chinese(Counts counts, String prior) {
    boolean traditional =
        counts.traditional > counts.simplified
            || counts.traditional == counts.simplified && isTraditional(prior);
    return traditional ? "zh-Hant" : "zh";
  }

  private static boolean isTraditional(String prior) {
    return prior.startsWith("zh-hant")
        || prior.startsWith("zh-tw")
        || prior.startsWith("zh-hk")
        || prior.startsWith("zh-mo");
  }

  private static String canonical(String prior) {
    return prior.startsWith("zh")
        ? (isTraditional(prior) ? "zh-Hant" : "zh")
        : prior.split("[-_]", 2)[0];
  }

  /// What a text's characters and words say.
  private static final class Counts {
    private int latin;
    private int han;
    private int kana;
    private int hangul;
    private int cyrillic;
    private int ukrainian;
    private int arabic;
    private int greek;
    private int traditional;
    private int simplified;
    private int japanese;
    private int words;
    private final float[] scores = new float[CODES.size()];
    private final float[] letterScores = new float[CODES.size()];

    int letters() {
      return latin / 3 + han + kana + hangul + cyrillic / 3 + arabic / 3 + greek / 3;
    }

    void read(String text, int end) {
      long hash = 0;
      for (int i = 0; i < end; i++) {
        char c = text.charAt(i);
        char lower = c < LOWER.length ? LOWER[c] : 0;
        if (lower != 0) {
          latin++;
          hash = hash * 31 + lower;
          if (lower > 127 && lower < LETTERS.length && LETTERS[lower] != null) {
            letter(LETTERS[lower]);
          }
          continue;
        }
        if (hash != 0) {
          word(hash);
          hash = 0;
        }
        if (c >= 0x370) {
          other(c);
        }
      }
      if (hash != 0) {
        word(hash);
      }
    }

    private void other(char c) {
      if (c >= 0x4E00 && c <= 0x9FFF) {
        han++;
        int marks = CHINESE[c];
        traditional += marks & 1;
        simplified += marks >> 1 & 1;
        japanese += marks >> 2 & 1;
      } else if (c >= 0x3041 && c <= 0x30FA) {
        kana++;
      } else if (c >= 0xAC00 && c <= 0xD7A3) {
        hangul++;
      } else if (c >= 0x400 && c <= 0x4FF) {
        cyrillic++;
        ukrainian += c == 'і' || c == 'ї' || c == 'є' || c == 'ґ' ? 1 : 0;
      } else if (c >= 0x600 && c <= 0x6FF) {
        arabic++;
      } else if (c <= 0x3FF) {
        greek++;
      }
    }

    private void letter(boolean[] of) {
      for (int l = 0; l < of.length; l++) {
        letterScores[l] += of[l] ? (float) LETTER : 0;
      }
    }

    private void word(long hash) {
      words++;
      int slot = slot(hash);
      if (KEYS[slot] == hash) {
        var weights = WEIGHTS[slot];
        for (int l = 0; l < weights.length; l++) {
          scores[l] += weights[l];
        }
      }
    }

    String byWords(String prior) {
      int declared = NUMBERS.getOrDefault(prior, -1);
      int best = -1;
      double most = LEAST;
      for (int l = 0; l < scores.length; l++) {
        double score = scores[l] + Math.min(letterScores[l], words * 0.05 + 0.6);
        score += l == declared ? 0.6 + words * 0.04 : 0;
        if (score > most) {
          most = score;
          best = l;
        }
      }
      if (best >= 0) {
        return CODES.get(best);
      }
      return prior.isEmpty() ? UNDECIDED : prior;
    }
  }

  private static int slot(long hash) {
    int slot = (int) ((hash * 0x9E3779B97F4A7C15L) >>> 53);
    while (KEYS[slot] != 0 && KEYS[slot] != hash) {
      slot = (slot + 1) & (SLOTS - 1);
    }
    return slot;
  }

  private static void read() {
    List<String[]> rows = new ArrayList<>();
    Map<String, Integer> shared = new HashMap<>();
    for (var line : resource().split("\n")) {
      if (!line.isBlank() && !line.startsWith("#")) {
        var parts = line.split("\\|");
        NUMBERS.put(parts[0].strip(), CODES.size());
        CODES.add(parts[0].strip());
        rows.add(parts);
        for (var word : parts[2].strip().split("\\s+")) {
          shared.merge(word, 1, Integer::sum);
        }
      }
    }
    for (int l = 0; l < rows.size(); l++) {
      for (char letter : rows.get(l)[1].strip().toCharArray()) {
        if (letter < LETTERS.length) {
          LETTERS[letter] = LETTERS[letter] == null ? new boolean[rows.size()] : LETTERS[letter];
          LETTERS[letter][l] = true;
        }
      }
      for (var word : rows.get(l)[2].strip().split("\\s+")) {
        long hash = 0;
        for (char c : word.toCharArray()) {
          hash = hash * 31 + c;
        }
        int slot = slot(hash);
        KEYS[slot] = hash;
        WEIGHTS[slot] = WEIGHTS[slot] == null ? new float[rows.size()] : WEIGHTS[slot];
        WEIGHTS[slot][l] = 1f / shared.getOrDefault(word, 1);
      }
    }
  }

  private static String resource() {
    var name = "languages.txt";
    try (InputStream in = Language.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
