package tocsin.classify.theme;

import java.util.BitSet;
import tocsin.classify.spot.Concepts;
import tocsin.classify.text.TaggableText;
import tocsin.classify.vocabulary.Lexicon;

/// Whether artificial intelligence is what an article is about, and not only named in passing.
///
/// It is where title or lead show it. Elsewhere two things are added up: how much of the text are
/// sentences with any sign of it, and how far what the article speaks of leans towards it, as
/// labelled items taught. One without any sign is about something else.
final class Subject {
  /// What it counts to speak of it throughout.
  private static final double SHARE = 2;

  /// What the lean counts, which is between 1 and 3 for most articles about it.
  private static final double LEAN = 0.28;

  private static final double ENOUGH = 1;

  private Subject() {}

  static boolean isAi(
      Gate gate, Leaning leaning, TaggableText text, Concepts concepts, Lexicon lexicon) {
    if (gate.leads() || lexicon.weights().learnt().length == 0) {
      return true;
    }
    double share = share(text, concepts, lexicon);
    return share > 0 && SHARE * share + LEAN * leaning.towardsAi() >= ENOUGH;
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
