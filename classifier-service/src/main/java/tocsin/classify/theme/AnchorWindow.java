package tocsin.classify.theme;

import tocsin.classify.spot.Concepts;
import tocsin.classify.spot.Hits;
import tocsin.classify.text.TaggableText;
import tocsin.classify.vocabulary.Rule.Window;
import tocsin.classify.vocabulary.Rule.Within;

/// The stretch of an article around one hit in which the concepts of a rule must stand together.
final class AnchorWindow {
  private static final int NONE = -1;

  /// The sentences from here on share a bit.
  private static final int SHARED = 63;

  private final TaggableText text;
  private final Concepts concepts;
  private final Hits hits;

  private int anchor = NONE;
  private int sentence;
  private Within within = new Within(Window.ARTICLE, 0);

  /// the sentences that reach into it, one bit each; more than these where they share a bit
  private long reach;

  AnchorWindow(TaggableText text, Concepts concepts) {
    this.text = text;
    this.concepts = concepts;
    this.hits = concepts.hits();
  }

  /// Is from now on the one around this hit.
  void open(Within within, int anchor) {
    if (this.within == within && this.anchor == anchor) {
      return;
    }
    this.anchor = anchor;
    this.within = within;
    sentence = hits.sentence(anchor);
    reach =
        switch (within.window()) {
          case SENTENCE -> Concepts.bit(sentence);
          case PARAGRAPH -> paragraph();
          case ARTICLE -> -1;
          case TOKENS -> sentence == 0 ? 1 : ~1L;
        };
  }

  private long paragraph() {
    if (sentence >= SHARED) {
      return -1;
    }
    int paragraph = text.paragraph(sentence);
    long reach = Concepts.bit(sentence);
    for (int s = sentence - 1; s >= 0 && text.paragraph(s) == paragraph; s--) {
      reach |= Concepts.bit(s);
    }
    int end = Math.min(text.sentences(), SHARED + 1);
    for (int s = sentence + 1; s < end && text.paragraph(s) == paragraph; s++) {
      reach |= Concepts.bit(s);
    }
    return reach;
  }

  /// Whether a concept stands in it, as far as its sentences tell.
  boolean mayHold(int referent) {
    return (concepts.sentences(referent) & reach) != 0;
  }

  /// Whether a concept stands in it.
  boolean holds(int referent) {
    if (!mayHold(referent)) {
      return false;
    }
    for (int at = concepts.first(referent); at >= 0; at = concepts.next(at)) {
      if (includes(concepts.hit(at))) {
        return true;
      }
    }
    return false;
  }

  boolean includes(int hit) {
    return switch (within.window()) {
      case SENTENCE -> hits.sentence(hit) == sentence;
      case PARAGRAPH -> text.paragraph(hits.sentence(hit)) == text.paragraph(sentence);
      case ARTICLE -> true;
      case TOKENS ->
          hits.inSameField(hit, anchor)
              && Math.abs(hits.token(hit) - hits.token(anchor)) <= within.tokens();
    };
  }

  /// The first place of a concept in the sentence before or behind, where the window is a sentence;
  /// negative where there is none.
  int nextDoor(int referent) {
    if (within.window() != Window.SENTENCE) {
      return NONE;
    }
    for (int at = concepts.first(referent); at >= 0; at = concepts.next(at)) {
      int hit = concepts.hit(at);
      if (Math.abs(hits.sentence(hit) - sentence) == 1) {
        return hit;
      }
    }
    return NONE;
  }

  /// How far from the anchor a hit stands, by sentences, then by tokens.
  int away(int hit) {
    return Math.abs(hits.sentence(hit) - sentence) * 1_000
        + Math.abs(hits.token(hit) - hits.token(anchor));
  }
}
