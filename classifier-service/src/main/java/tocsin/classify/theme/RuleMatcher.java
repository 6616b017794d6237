package tocsin.classify.theme;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tocsin.classify.spot.Concepts;
import tocsin.classify.spot.Hits;
import tocsin.classify.text.TaggableText;
import tocsin.classify.vocabulary.Lexicon.CompiledRule;
import tocsin.classify.vocabulary.Rule;
import tocsin.classify.vocabulary.Rule.Window;

/// Finds where the rules of an article's themes hold.
///
/// A rule that asks for a sign of artificial intelligence also holds, for less, where the sign
/// stands in the neighbourhood, or where title or lead have it: an article about it does not repeat
/// the word in each sentence.
final class RuleMatcher {
  static final double NEIGHBOUR = 0.75;
  static final double ELSEWHERE = 0.5;

  /// What a rule is worth whose concepts stand in neighbouring sentences.
  static final double NEXT_DOOR = 0.3;

  private static final int NONE = -1;

  private final TaggableText text;
  private final Concepts concepts;
  private final Hits hits;
  private final Gate gate;

  private final AnchorWindow window;

  /// what stands for the parts of the rule that is looked at, so far
  private int[] taken = new int[8];

  private int takenCount;

  RuleMatcher(TaggableText text, Concepts concepts, Gate gate) {
    this.text = text;
    this.concepts = concepts;
    this.hits = concepts.hits();
    this.gate = gate;
    window = new AnchorWindow(text, concepts);
  }

  /// One firing for each window in which the rule holds.
  List<Firing> firings(CompiledRule rule) {
    long possible = possible(rule);
    if (possible == 0) {
      return List.of();
    }
    List<Firing> firings = List.of();
    long window = Long.MIN_VALUE;
    for (int referent : rule.anchors()) {
      if ((concepts.sentences(referent) & possible) == 0) {
        continue;
      }
      for (int at = concepts.first(referent); at >= 0; at = concepts.next(at)) {
        int anchor = concepts.hit(at);
        if ((Concepts.bit(hits.sentence(anchor)) & possible) == 0) {
          continue;
        }
        long here = window(rule.rule(), anchor);
        if (here == window || !inZone(rule.rule().zone(), anchor)) {
          continue;
        }
        var firing = around(rule, anchor);
        if (firing != null) {
          firings = firings.isEmpty() ? new ArrayList<>(4) : firings;
          firings.add(firing);
          window = here;
        }
      }
    }
    return firings;
  }

  /// The sentences in which a rule may hold, as far as the sentences of its concepts tell.
  private long possible(CompiledRule rule) {
    long possible = -1;
    for (int referent : rule.needs()) {
      long sentences = concepts.sentences(referent);
      if (sentences == 0) {
        return 0;
      }
      possible &= around(sentences);
    }
    if (rule.rule().within().window() != Window.SENTENCE) {
      return -1;
    }
    if (possible != 0 && rule.any().length > 0 && !rule.anyAi()) {
      long any = 0;
      for (int referent : rule.any()) {
        any |= concepts.sentences(referent);
      }
      possible &= around(any);
    }
    return possible;
  }

  private static long around(long sentences) {
    return sentences | sentences << 1 | sentences >>> 1;
  }

  private boolean inZone(Rule.Zone zone, int hit) {
    return switch (zone) {
      case TITLE -> hits.sentence(hit) == 0;
      case LEAD -> text.isLead(hits.sentence(hit));
      case ANYWHERE -> true;
    };
  }

  private long window(Rule rule, int anchor) {
    return switch (rule.within().window()) {
      case SENTENCE -> hits.sentence(anchor);
      case PARAGRAPH -> text.paragraph(hits.sentence(anchor));
      case ARTICLE -> 0;
      case TOKENS -> (long) hits.sentence(anchor) << 32 | hits.start(anchor);
    };
  }

  private @Nullable Firing around(CompiledRule rule, int anchor) {
    takenCount = 0;
    var within = rule.rule().within();
    if (rule.not().length > 0) {
      window.open(rule.rule().notWithin(), anchor);
      for (int referent : rule.not()) {
        if (window.holds(referent)) {
          return null;
        }
      }
    }
    window.open(within, anchor);
    int sentence = hits.sentence(anchor);
    double near = 1;
    for (int referent : rule.needs()) {
      int hit = nearest(referent);
      if (hit == NONE) {
        hit = window.nextDoor(referent);
        near = NEXT_DOOR;
      }
      if (hit == NONE) {
        return null;
      }
      take(hit);
      sentence = Math.min(sentence, hits.sentence(hit));
    }
    if (rule.any().length > 0) {
      int found = NONE;
      for (int referent : rule.any()) {
        found = found == NONE ? nearest(referent) : found;
      }
      if (found != NONE) {
        sentence = Math.min(sentence, hits.sentence(found));
      } else if (rule.anyAi()) {
        found = gate.sign();
        near = Math.min(near, distance(anchor));
      } else {
        for (int referent : rule.any()) {
          found = found == NONE ? window.nextDoor(referent) : found;
        }
        near = NEXT_DOOR;
      }
      if (found == NONE || near == 0) {
        return null;
      }
      take(found);
    }
    int parts = takenCount;
    for (int referent : rule.ai()) {
      // a sign may be part of what stands for another concept
      takenCount = 0;
      int hit = nearest(referent);
      takenCount = parts;
      if (hit != NONE) {
        sentence = Math.min(sentence, hits.sentence(hit));
      } else {
        near = Math.min(near, distance(anchor, referent));
        hit = near == 0 ? NONE : sign(referent);
      }
      if (hit == NONE) {
        return null;
      }
      take(hit);
      parts = takenCount;
    }
    return new Firing(Arrays.copyOf(taken, takenCount), near, sentence);
  }

  private void take(int hit) {
    if (takenCount == taken.length) {
      taken = Arrays.copyOf(taken, takenCount * 2);
    }
    taken[takenCount++] = hit;
  }

  private double distance(int anchor) {
    int sign = gate.sign();
    return sign == NONE ? 0 : neighbours(anchor, sign) ? NEIGHBOUR : gate.leads() ? ELSEWHERE : 0;
  }

  private double distance(int anchor, int referent) {
    for (int at = concepts.first(referent); at >= 0; at = concepts.next(at)) {
      if (neighbours(anchor, concepts.hit(at))) {
        return NEIGHBOUR;
      }
    }
    return gate.leads() && concepts.has(referent) ? ELSEWHERE : 0;
  }

  private int sign(int referent) {
    int best = NONE;
    int least = Integer.MAX_VALUE;
    for (int at = concepts.first(referent); at >= 0; at = concepts.next(at)) {
      int hit = concepts.hit(at);
      int away = window.away(hit);
      if (away < least) {
        best = hit;
        least = away;
      }
    }
    return best;
  }

  private boolean neighbours(int one, int other) {
    return Math.abs(hits.sentence(one) - hits.sentence(other)) <= 1
        || text.paragraph(hits.sentence(one)) == text.paragraph(hits.sentence(other));
  }

  /// The same words do not stand for two parts of the rule.
  private int nearest(int referent) {
    if (!window.mayHold(referent)) {
      return NONE;
    }
    int best = NONE;
    int least = Integer.MAX_VALUE;
    for (int at = concepts.first(referent); at >= 0; at = concepts.next(at)) {
      int hit = concepts.hit(at);
      int away = window.away(hit);
      if (away < least && window.includes(hit) && !isTaken(hit)) {
        best = hit;
        least = away;
      }
    }
    return best;
  }

  private boolean isTaken(int hit) {
    for (int i = 0; i < takenCount; i++) {
      if (hits.overlap(hit, taken[i])) {
        return true;
      }
    }
    return false;
  }
}
