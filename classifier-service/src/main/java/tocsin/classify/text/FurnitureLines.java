package tocsin.classify.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/// Knows the lines that are not the article: navigation, bylines, cookie and newsletter notes,
/// share buttons, related links, adverts, photo credits, feed footers, and where readers' comments
/// begin.
final class FurnitureLines {
  /// What a line, or a sentence, is.
  enum Kind {
    ARTICLE,
    FURNITURE,
    /// furniture, and so are the headlines below it
    HEADING,
    /// from here on everything is what readers wrote
    COMMENTS
  }

  private static final int LONGEST = 260;
  private static final int LONGEST_NOTE = 600;
  private static final int LONGEST_ONE = 140;
  private static final int LONGEST_BUTTON = 110;
  private static final int LABEL_WITHIN = 30;

  private static final Map<String, List<String>> FILE = file();
  private static final Phrases WHOLE = new Phrases(plain("whole"));
  private static final Phrases BEGINS = new Phrases(plain("begins"));
  private static final Phrases.Split BETWEEN =
      new Phrases.Split(
          FILE.getOrDefault("begins", List.of()).stream().filter(p -> p.contains("...")).toList());
  private static final Phrases LABEL = new Phrases(plain("label"));
  private static final Phrases COMMENTS = new Phrases(plain("comments"));
  private static final Phrases CONTAINS = new Phrases(plain("contains"));

  private static final String NETWORK =
      "facebook|twitter|linkedin|whatsapp|telegram|pinterest|reddit|bluesky|mastodon|threads|instagram"
          + "|xing|tumblr|pocket|e-?mail|line|hatena|はてな|微信|微博|weibo|wechat|qq空间|\\bx\\b";
  private static final Pattern SHARE =
      Pattern.compile(
          "\\b(share|teilen|partage[rz]?|comparti[r]?|comparte|condividi|delen|deel|udostepnij|partilhar|partilhe"
              + "|compartilh\\w*|follow|folge[n]?|suivez|siguenos|seguici|volg|obserwuj|siga)\\b|分享|シェア|共有|フォロー|转发|关注");
  private static final Pattern NETWORKS = Pattern.compile(NETWORK);
  private static final Pattern ONLY_NETWORKS =
      Pattern.compile("(?:(?:" + NETWORK + ")[\\s|,/·•-]*){2,}");
  private static final Pattern COOKIE_NOTE =
      Pattern.compile(
          "\\b(we|our (web)?site|this (web)?site|wir|diese (web)?seite|unsere|nous|ce site|notre site|usamos|utilizamos"
              + "|este sitio|esta web|utilizziamo|questo sito|wij|we gebruiken|deze (web)?site|uzywamy|ta strona|este site"
              + "|accept|consent|einwillig|zustimm|accepter|aceptar|accetta|accepteren|zgod|aceitar|preferences|einstellungen)"
              + "|我们|本网站|当サイト|同意|接受");
  private static final Pattern NEWSLETTER_NOTE =
      Pattern.compile(
          "\\b(sign up|subscribe|inscri|abonn|suscri|iscriv|anmeld|melden sie|bestell|schrijf|meld |zapisz|subscrev|assine"
              + "|registr|inbox|postfach|every (morning|week|day)|recevez|recibe|ricevi|receba|ontvang)|订阅|登録|订");
  private static final Pattern CREDIT =
      Pattern.compile(
          "getty images|shutterstock|istock|picture alliance|picture-alliance|imago images|imago/|adobe stock|unsplash|pixabay"
              + "|ap photo|afp via|reuters/|/reuters|/afp|/dpa|dpa/|视觉中国|東方ic|东方ic|新华社发|ロイター/|/ロイター");
  private static final Pattern PROMOTION =
      Pattern.compile(
          "(newsletter|podcast|nieuwsbrief|boletin|lettre d'information|quiz|briefing|webinar|e-paper|简报|电子报|播客)\\b"
              + "[^.!?:–—]{0,25}\\s?[:–—：]\\s?.*");
  private static final Pattern DECORATED = Pattern.compile("([☆★◆■●▲▼※►▶→]).{4,120}(\\1|◀|◄|←)");
  private static final Pattern BREADCRUMB =
      Pattern.compile(
          "[^.!?。！？«]{1,40}(\\s*[>›＞]\\s*[^.!?。！？]{1,60}){1,6}|[^.!?。！？«]{1,40}(\\s*»\\s*[^.!?。！？«]{1,60}){2,6}");
  private static final Pattern SEPARATOR = Pattern.compile("\\s*[|｜·•›]\\s*|\\s+[–—/]\\s+");
  private static final Pattern BUTTONS =
      Pattern.compile("[^|｜·•]{1,40}([|｜·•][^|｜·•]{1,50}){2,12}");
  private static final Pattern BYLINE =
      Pattern.compile(
          "(?:by|von|par|por|di|da|door|od|text|text von|texte|texto|testo|written by|ein gastbeitrag von|ein beitrag von)[:\\s]+"
              + "(?:(?:\\p{Lu}[\\p{L}.'’-]*|and|und|et|y|e|en|i|de|del|di|da|van|von|der|den|la|le|du|dos)[,\\s|&/]*){2,8}"
              + "(?:[,|–—-]\\s*.{0,40})?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern BIOGRAPHY =
      Pattern.compile(
          "(?U)\\p{Lu}\\w+ (?:\\p{Lu}[\\w.]* ){1,3}(?:is|was|covers|reports|writes|ist|est|es|è|jest)\\b.{0,60}"
              + "\\b(reporter|correspondent|columnist|staff writer|senior editor|freelance journalist|Redakteurin?|Korrespondentin?"
              + "|Kolumnistin?|freie Journalistin|freier Journalist|correspondante?|periodista de|redactora? de|giornalista di)\\b.{0,120}");
  private static final Pattern CHINESE_STAFF =
      Pattern.compile(
          "[（(【\\[]?(本报|本報|本刊|本网|新华社|新華社)?(记者|記者|通讯员|編譯|编译|作者|编辑|編輯)[ ：:／/]{0,2}[\\p{IsHan}、 ]{2,16}([／/]?(报道|報導|综合报道|台北報導|编辑))?[）)】\\]]?");
  private static final Pattern DATE_AND_PLACE =
      Pattern.compile(
          "(?U)\\p{Lu}[\\p{L} .'/-]{2,30},? ?(?:den |le |el |il |op |dnia |em )?"
              + "(?:\\d{1,2}\\.? (?:de )?\\p{L}+\\.?(?: de)? \\d{4}|\\p{L}{3,9}\\.? \\d{1,2}, \\d{4}|\\d{1,2}[./]\\d{1,2}[./]\\d{2,4})");
  private static final Pattern DATE_AND_SENDER =
      Pattern.compile("\\d{1,2}[./]\\s?\\d{1,2}[./]\\s?\\d{2,4}\\s*[·|–—]\\s*[^.!?:]{2,80}");

  private FurnitureLines() {}

  /// What a whole line is.
  static Kind ofLine(String line) {
    var trimmed = line.strip();
    int length = trimmed.length();
    if (length == 0 || length > LONGEST_NOTE) {
      return Kind.ARTICLE;
    }
    var folded = Phrases.fold(length > LONGEST ? trimmed.substring(0, LONGEST) : trimmed);
    if (isNote(folded, length)) {
      return Kind.FURNITURE;
    }
    if (length > LONGEST) {
      return Kind.ARTICLE;
    }
    var bare = bare(folded);
    if (bare.length() < 60) {
      if (is(COMMENTS, bare)) {
        return Kind.COMMENTS;
      }
      if (is(WHOLE, bare)) {
        return Kind.FURNITURE;
      }
    }
    var kind = beginning(unbracketed(folded));
    if (kind != Kind.ARTICLE) {
      return kind;
    }
    boolean one = length <= LONGEST_ONE && Sentences.end(trimmed, 0, length) == length;
    boolean furniture =
        one
            && (isDecorated(trimmed)
                || CONTAINS.standsIn(folded)
                || length <= LONGEST_BUTTON
                    && !endsSentence(trimmed)
                    && looksLikeButtons(trimmed, folded));
    return furniture || BIOGRAPHY.matcher(trimmed).matches() ? Kind.FURNITURE : Kind.ARTICLE;
  }

  /// What a sentence inside a line is.
  static Kind ofSentence(String sentence) {
    var trimmed = sentence.strip();
    if (trimmed.length() > LONGEST || trimmed.isEmpty()) {
      return Kind.ARTICLE;
    }
    var folded = Phrases.fold(trimmed);
    if (trimmed.length() < 60 && is(WHOLE, bare(folded))) {
      return Kind.FURNITURE;
    }
    var kind = beginning(unbracketed(folded));
    if (kind != Kind.ARTICLE) {
      return Kind.FURNITURE;
    }
    boolean buttons =
        trimmed.length() <= LONGEST_BUTTON
            && !endsSentence(trimmed)
            && (isShare(folded) || CREDIT.matcher(folded).find());
    return buttons
            || trimmed.length() <= LONGEST_ONE && CONTAINS.standsIn(folded)
            || isDecorated(trimmed)
        ? Kind.FURNITURE
        : Kind.ARTICLE;
  }

  /// Whether a line below a heading of links is one of them: a headline, no sentence.
  static boolean isHeadline(String line) {
    var trimmed = line.strip();
    return trimmed.length() <= 160 && !endsSentence(trimmed);
  }

  private static Kind beginning(String folded) {
    int begins = BEGINS.beginning(folded);
    if (begins > 0) {
      return bare(folded.substring(begins)).isEmpty() ? Kind.HEADING : Kind.FURNITURE;
    }
    int label = LABEL.beginning(folded);
    if (label > 0) {
      int colon = folded.indexOf(':', label);
      if (colon >= 0 && colon <= label + LABEL_WITHIN && words(folded, label, colon) == 0) {
        return Kind.FURNITURE;
      }
    }
    return BETWEEN.holds(folded) ? Kind.FURNITURE : Kind.ARTICLE;
  }

  private static boolean isNote(String folded, int length) {
    if (folded.contains("cookie") && COOKIE_NOTE.matcher(folded).find()) {
      return true;
    }
    return length < 300
        && (folded.contains("newsletter")
            || folded.contains("nieuwsbrief")
            || folded.contains("boletin")
            || folded.contains("简报")
            || folded.contains("电子报"))
        && NEWSLETTER_NOTE.matcher(folded).find();
  }

  private static boolean looksLikeButtons(String trimmed, String folded) {
    return isShare(folded)
        || ONLY_NETWORKS.matcher(folded).matches()
        || BREADCRUMB.matcher(trimmed).matches()
        || BUTTONS.matcher(trimmed).matches()
        || trimmed.length() <= 80 && isByline(trimmed)
        || CREDIT.matcher(folded).find()
        || PROMOTION.matcher(folded).matches()
        || trimmed.startsWith("©")
        || hasKnownPart(folded)
        || trimmed.length() <= 40 && CHINESE_STAFF.matcher(trimmed).matches()
        || (trimmed.length() <= 60 && DATE_AND_PLACE.matcher(trimmed).matches())
        || (trimmed.length() <= 100 && DATE_AND_SENDER.matcher(trimmed).matches());
  }

  /// Whether one of the parts of a row of links is known.
  private static boolean hasKnownPart(String folded) {
    var parts = SEPARATOR.split(folded);
    for (var part : parts) {
      var bare = bare(part);
      if (parts.length > 1 && (is(WHOLE, bare) || beginning(unbracketed(part)) != Kind.ARTICLE)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isByline(String trimmed) {
    int space = trimmed.indexOf(' ');
    return space > 0
        && space + 1 < trimmed.length()
        && Character.isUpperCase(trimmed.charAt(0))
        && BYLINE.matcher(trimmed).matches()
        && trimmed.chars().filter(Character::isUpperCase).count() >= 3;
  }

  private static boolean isShare(String folded) {
    return NETWORKS.matcher(folded).find() && SHARE.matcher(folded).find();
  }

  private static boolean isDecorated(String trimmed) {
    return "☆★◆■●▲▼※►▶→".indexOf(trimmed.charAt(0)) >= 0 && DECORATED.matcher(trimmed).matches();
  }

  static boolean endsSentence(String trimmed) {
    int at = trimmed.length() - 1;
    while (at > 0 && "\"”“»«’'）)」』".indexOf(trimmed.charAt(at)) >= 0) {
      at--;
    }
    return at >= 0 && ".!?。！？…".indexOf(trimmed.charAt(at)) >= 0;
  }

  private static boolean is(Phrases phrases, String bare) {
    return !bare.isEmpty() && phrases.beginning(bare) == bare.length();
  }

  /// Without numbers, arrows and punctuation at either end.
  private static String bare(String folded) {
    int start = 0;
    int end = folded.length();
    while (start < end && !Character.isLetter(folded.charAt(start))) {
      start++;
    }
    while (end > start && !Character.isLetter(folded.charAt(end - 1))) {
      end--;
    }
    return folded.substring(start, end);
  }

  private static String unbracketed(String folded) {
    int start = 0;
    while (start < folded.length() && "([（【〔[>›»→►▶*•-–—|\"「 ".indexOf(folded.charAt(start)) >= 0) {
      start++;
    }
    return folded.substring(start);
  }

  private static int words(String text, int from, int to) {
    int words = 0;
    boolean inside = false;
    for (int i = from; i < to; i++) {
      boolean letter = Character.isLetterOrDigit(text.charAt(i));
      words += letter && !inside ? 1 : 0;
      inside = letter;
    }
    return words;
  }

  private static List<String> plain(String section) {
    return FILE.getOrDefault(section, List.of()).stream().filter(p -> !p.contains("...")).toList();
  }

  private static Map<String, List<String>> file() {
    Map<String, List<String>> sections = new HashMap<>();
    List<String> current = new ArrayList<>();
    for (var line : resource().split("\n")) {
      if (line.startsWith("[")) {
        current =
            sections.computeIfAbsent(
                line.strip().replaceAll("[\\[\\]]", ""), s -> new ArrayList<>());
      } else if (!line.isBlank() && !line.startsWith("#")) {
        for (var phrase : line.substring(line.indexOf(':') + 1).split("\\|")) {
          current.add(phrase.strip());
        }
      }
    }
    return sections;
  }

  private static String resource() {
    var name = "furniture.txt";
    try (InputStream in = FurnitureLines.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
