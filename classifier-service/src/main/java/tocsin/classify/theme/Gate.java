package tocsin.classify.theme;

import tocsin.classify.spot.Concepts;
import tocsin.classify.spot.Hits;
import tocsin.classify.text.TaggableText;
import tocsin.classify.vocabulary.Lexicon;

/// How surely an article concerns artificial intelligence: where it does not it carries no theme,
/// and where that is in doubt more must speak for one.
///
/// @param certainty 1: in title or lead, or twice in the body; 0: nothing says so
/// @param leads whether title or lead say so
/// @param against how often title or lead speak for an article about something else
/// @param sign the first sign; -1 where there is none
record Gate(double certainty, boolean leads, int against, int sign) {
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
    int sign = -1;
    var hits = concepts.hits();
    for (int referent : lexicon.aiSigns()) {
      boolean strong = lexicon.isAi(referent);
      double each = strong ? 1 : WEAK;
      for (int at = concepts.first(referent); at >= 0; at = concepts.next(at)) {
        int hit = concepts.hit(at);
        boolean inLead = text.isLead(hits.sentence(hit));
        points += inLead ? each * 2 : each;
        if (strong) {
          leads |= inLead;
          sign = sign < 0 || isEarlier(hits, hit, sign) ? hit : sign;
        }
      }
    }
    return new Gate(Math.min(1, points / ENOUGH), leads, against(text, concepts, lexicon), sign);
  }

  private static int against(TaggableText text, Concepts concepts, Lexicon lexicon) {
    int against = 0;
    for (int referent : lexicon.against()) {
      for (int at = concepts.first(referent); at >= 0; at = concepts.next(at)) {
        against += text.isLead(concepts.hits().sentence(concepts.hit(at))) ? 1 : 0;
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

  private static boolean isEarlier(Hits hits, int one, int other) {
    return hits.sentence(one) < hits.sentence(other)
        || hits.sentence(one) == hits.sentence(other) && hits.start(one) < hits.start(other);
  }
}
