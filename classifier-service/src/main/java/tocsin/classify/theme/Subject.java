package tocsin.classify.theme;

import java.util.BitSet;
import tocsin.classify.spot.Concepts;
import tocsin.classify.text.TaggableText;
import tocsin.classify.vocabulary.Lexicon;

/// How surely artificial intelligence is what an article is about, and not only named in passing or
/// sold in it.
///
/// Four things are added up: whether title or lead show it, how much of the text are sentences with
/// any sign of it, how far what the article speaks of leans towards it, as labelled items taught,
/// and what speaks for themes. One without any sign is about something else.
///
/// @param certainty what the first three come to
record Subject(double certainty) {
  /// What it counts that title or lead show it.
  private static final double LEADS = 3;

  /// What it counts to speak of it throughout.
  private static final double SHARE = 5;

  /// What the lean counts, which is between 0 and 3 for most articles about it.
  private static final double LEAN = 1.5;

  /// The most that themes count: however much speaks for them, what the article is about must too.
  private static final double THEMES = 7;

  private static final double ENOUGH = 9;

  static Subject of(
      Gate gate, Leaning leaning, TaggableText text, Concepts concepts, Lexicon lexicon) {
    if (lexicon.weights().learnt().length == 0) {
      return new Subject(ENOUGH);
    }
    double share = share(text, concepts, lexicon);
    if (share == 0) {
      return new Subject(Double.NEGATIVE_INFINITY);
    }
    double led = gate.leads() ? LEADS : 0;
    return new Subject(led + SHARE * share + LEAN * leaning.towardsAi());
  }

  /// Whether it may be about it, whatever the themes say.
  boolean mayBeAi() {
    return certainty + THEMES >= ENOUGH;
  }

  /// @param strongest how much speaks for the theme for which most speaks
  /// @param themes how many are addressed
  boolean isAi(double strongest, int themes) {
    return certainty + Math.min(THEMES, strongest + themes) >= ENOUGH;
  }

  /// How much of the text are sentences with a sign of artificial intelligence, if only a weak one.
  private static double share(TaggableText text, Concepts concepts, Lexicon lexicon) {
    var signed = new BitSet(text.sentences());
    for (int referent : lexicon.aiSigns()) {
      for (int at = concepts.first(referent); at >= 0; at = concepts.next(at)) {
        signed.set(concepts.hits().sentence(concepts.hit(at)));
      }
    }
    int whole = 0;
    int part = 0;
    for (int sentence = 0; sentence < text.sentences(); sentence++) {
      int length = text.length(sentence);
      whole += length;
      part += signed.get(sentence) ? length : 0;
    }
    return whole == 0 ? 0 : (double) part / whole;
  }
}
