package tocsin.classify.theme;

import org.jspecify.annotations.Nullable;
import tocsin.classify.spot.Concepts;
import tocsin.classify.spot.Hits.Hit;
import tocsin.classify.text.TaggableText;
import tocsin.classify.vocabulary.Lexicon;

/// How surely an article concerns artificial intelligence: where it does not it carries no theme,
/// and where that is in doubt more must speak for one.
///
/// @param certainty 1: in title or lead, or twice in the body; 0: nothing says so
/// @param leads whether title or lead say so
/// @param against how often title or lead speak for an article about something else
/// @param sign the first sign; null where there is none
record Gate(double certainty, boolean leads, int against, @Nullable Hit sign) {
  private static final double ENOUGH = 2;
  private static final double LEAST = 1.4;

  /// What a weak sign counts beside a strong one.
  private static final double WEAK = 0.35;

  /// How much more must speak for a theme where certainty is 0.
  private static final double DOUBT = 0.5;

  /// How much more where title or lead speak for another matter.
  private static final double OTHERWISE = 0.75;

  static Gate of(TaggableText text, Concepts concepts, Lexicon lexicon) {
    double points = 0;
    boolean leads = false;
    Hit sign = null;
    for (int referent : lexicon.aiSigns()) {
      boolean strong = lexicon.isAi(referent);
      double each = strong ? 1 : WEAK;
      for (int at = concepts.first(referent); at >= 0; at = concepts.next(at)) {
        var hit = concepts.hit(at);
        boolean inLead = text.isLead(hit.sentence());
        points += inLead ? each * 2 : each;
        if (strong) {
          leads |= inLead;
          sign = sign == null || earlier(hit, sign) ? hit : sign;
        }
      }
    }
    return new Gate(Math.min(1, points / ENOUGH), leads, against(text, concepts, lexicon), sign);
  }

  private static int against(TaggableText text, Concepts concepts, Lexicon lexicon) {
    int against = 0;
    for (int referent : lexicon.against()) {
      for (int at = concepts.first(referent); at >= 0; at = concepts.next(at)) {
        against += text.isLead(concepts.hit(at).sentence()) ? 1 : 0;
      }
    }
    return against;
  }

  /// Whether there is any sign at all, if only a weak one.
  boolean ajar() {
    return certainty > 0;
  }

  boolean open() {
    return certainty * ENOUGH >= LEAST;
  }

  /// What a theme's weight must reach, as a multiple of what it must reach where there is no doubt.
  double demand() {
    return (1 + DOUBT * (1 - certainty)) * (1 + OTHERWISE * Math.min(2, against));
  }

  private static boolean earlier(Hit one, Hit other) {
    return one.sentence() < other.sentence()
        || one.sentence() == other.sentence() && one.start() < other.start();
  }
}
