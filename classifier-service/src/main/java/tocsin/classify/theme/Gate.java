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
/// @param sign the first of the best signs; -1 where there are none but weak ones
/// @param sentence that of the sign
record Gate(double certainty, boolean leads, int against, int sign, int sentence) {
  private static final double ENOUGH = 2;
  private static final double LEAST = 1.4;

  /// What a sign in title or lead counts more.
  private static final double IN_LEAD = 2;

  /// What a sign counts where the same word has been one already, unless it is one by itself.
  private static final double AGAIN = 0.3;

  /// From here on a sign can let through what stands beside it.
  private static final double FAIR = 0.5;

  /// How much more must speak for a theme where certainty is 0.
  private static final double DOUBT = 0.5;

  /// How much more where title or lead speak for another matter.
  private static final double OTHERWISE = 0.75;

  static Gate of(TaggableText text, Concepts concepts, Lexicon lexicon) {
    double points = 0;
    boolean leads = false;
    int sign = -1;
    double best = FAIR;
    var words = new Words();
    var hits = concepts.hits();
    for (int referent : lexicon.aiSigns()) {
      double each = lexicon.signOfAi(referent);
      for (int at = concepts.first(referent); at >= 0; at = concepts.next(at)) {
        int hit = concepts.hit(at);
        boolean inLead = text.isLead(hits.sentence(hit));
        double worth = inLead ? each * IN_LEAD : each;
        if (words.addPlace(hits, hit)) {
          boolean counts = each >= 1 | words.add(text.of(hits.field(hit)), hits.start(hit));
          points += counts ? worth : worth * AGAIN;
        }
        leads |= inLead && each >= 1;
        if (each > best || each == best && isEarlier(hits, hit, sign)) {
          sign = hit;
          best = each;
        }
      }
    }
    return new Gate(
        Math.min(1, points / ENOUGH),
        leads,
        against(text, concepts, lexicon),
        sign,
        sign < 0 ? -1 : hits.sentence(sign));
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

  /// Whether a sentence is the one with the sign, or the one before or behind.
  boolean letsThrough(int sentence) {
    return sign >= 0 && Math.abs(sentence - this.sentence) <= 1;
  }

  /// What a theme's weight must reach, as a multiple of what it must reach where there is no doubt.
  double demand() {
    return (1 + DOUBT * (1 - certainty)) * (1 + OTHERWISE * Math.min(2, against));
  }

  private static boolean isEarlier(Hits hits, int one, int other) {
    return hits.sentence(one) < hits.sentence(other)
        || hits.sentence(one) == hits.sentence(other) && hits.start(one) < hits.start(other);
  }

  /// The words that have been signs, known by how they begin, so that a word and its inflections
  /// are one, and their places.
  private static final class Words {
    private static final int BEGINNING = 4;
    private static final int BITS = 1 << 11;
    private static final int SHIFT = 21;

    private final long[] seen = new long[BITS / 64];

    /// Whether it is a new one.
    boolean add(String text, int start) {
      int end = Math.min(text.length(), start + BEGINNING);
      int hash = 0;
      for (int i = start; i < end; i++) {
        hash = (hash + Character.toLowerCase(text.charAt(i))) * 0x9E3779B1;
      }
      return mark(hash);
    }

    /// Whether nothing else begins there.
    boolean addPlace(Hits hits, int hit) {
      return mark((hits.start(hit) << 1 | hits.field(hit).ordinal()) * 0x85EBCA6B);
    }

    private boolean mark(int hash) {
      int bit = hash >>> SHIFT;
      long mask = 1L << bit;
      boolean isNew = (seen[bit >>> 6] & mask) == 0;
      seen[bit >>> 6] |= mask;
      return isNew;
    }
  }
}
