package tocsin.classify.theme;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tocsin.classify.spot.Concepts;
import tocsin.classify.spot.Hits.Hit;
import tocsin.classify.text.TaggableText;
import tocsin.classify.vocabulary.Lexicon.CompiledRule;
import tocsin.classify.vocabulary.Rule;

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

  private final TaggableText text;
  private final Concepts concepts;
  private final Gate gate;

  RuleMatcher(TaggableText text, Concepts concepts, Gate gate) {
    this.text = text;
    this.concepts = concepts;
    this.gate = gate;
  }

  /// One firing for each window in which the rule holds.
  List<Firing> firings(CompiledRule rule) {
    for (int referent : rule.needs()) {
      if (!concepts.has(referent)) {
        return List.of();
      }
    }
    List<Firing> firings = new ArrayList<>(2);
    long window = Long.MIN_VALUE;
    for (int referent : rule.anchors()) {
      for (int at = concepts.first(referent); at >= 0; at = concepts.next(at)) {
        var anchor = concepts.hit(at);
        long here = window(rule.rule(), anchor);
        if (here == window || !inZone(rule.rule().zone(), anchor)) {
          continue;
        }
        var firing = around(rule, anchor);
        if (firing != null) {
          firings.add(firing);
          window = here;
        }
      }
    }
    return firings;
  }

  private boolean inZone(Rule.Zone zone, Hit hit) {
    return switch (zone) {
      case TITLE -> hit.sentence() == 0;
      case LEAD -> text.isLead(hit.sentence());
      case ANYWHERE -> true;
    };
  }

  private long window(Rule rule, Hit anchor) {
    return switch (rule.within().window()) {
      case SENTENCE -> anchor.sentence();
      case PARAGRAPH -> text.paragraph(anchor.sentence());
      case ARTICLE -> 0;
      case TOKENS -> (long) anchor.sentence() << 32 | anchor.start();
    };
  }

  private @Nullable Firing around(CompiledRule rule, Hit anchor) {
    for (int referent : rule.not()) {
      if (nearest(rule.rule().notWithin(), anchor, referent, List.of()) != null) {
        return null;
      }
    }
    List<Hit> hits = new ArrayList<>(4);
    int sentence = anchor.sentence();
    double near = 1;
    for (int referent : rule.needs()) {
      var hit = nearest(rule.rule().within(), anchor, referent, hits);
      if (hit == null) {
        hit = nextDoor(rule.rule(), anchor, referent);
        near = NEXT_DOOR;
      }
      if (hit == null) {
        return null;
      }
      hits.add(hit);
      sentence = Math.min(sentence, hit.sentence());
    }
    if (rule.any().length > 0) {
      Hit found = null;
      for (int referent : rule.any()) {
        found = found == null ? nearest(rule.rule().within(), anchor, referent, hits) : found;
      }
      if (found != null) {
        sentence = Math.min(sentence, found.sentence());
      } else if (rule.anyAi()) {
        found = gate.sign();
        near = Math.min(near, distance(anchor));
      } else {
        for (int referent : rule.any()) {
          found = found == null ? nextDoor(rule.rule(), anchor, referent) : found;
        }
        near = NEXT_DOOR;
      }
      if (found == null || near == 0) {
        return null;
      }
      hits.add(found);
    }
    for (int referent : rule.ai()) {
      var hit = nearest(rule.rule().within(), anchor, referent, List.of());
      if (hit != null) {
        sentence = Math.min(sentence, hit.sentence());
      } else {
        near = Math.min(near, distance(anchor, referent));
        hit = near == 0 ? null : sign(anchor, referent);
      }
      if (hit == null) {
        return null;
      }
      hits.add(hit);
    }
    return new Firing(hits, near, sentence);
  }

  private double distance(Hit anchor) {
    var sign = gate.sign();
    return sign == null ? 0 : neighbours(anchor, sign) ? NEIGHBOUR : gate.leads() ? ELSEWHERE : 0;
  }

  private double distance(Hit anchor, int referent) {
    for (int at = concepts.first(referent); at >= 0; at = concepts.next(at)) {
      if (neighbours(anchor, concepts.hit(at))) {
        return NEIGHBOUR;
      }
    }
    return gate.leads() && concepts.has(referent) ? ELSEWHERE : 0;
  }

  private @Nullable Hit sign(Hit anchor, int referent) {
    Hit best = null;
    for (int at = concepts.first(referent); at >= 0; at = concepts.next(at)) {
      var hit = concepts.hit(at);
      if (best == null || away(hit, anchor) < away(best, anchor)) {
        best = hit;
      }
    }
    return best;
  }

  private boolean neighbours(Hit one, Hit other) {
    return Math.abs(one.sentence() - other.sentence()) <= 1
        || text.paragraph(one.sentence()) == text.paragraph(other.sentence());
  }

  /// @param taken what stands for other parts of the rule: the same words do not stand for two
  private @Nullable Hit nearest(Rule.Within within, Hit anchor, int referent, List<Hit> taken) {
    Hit best = null;
    for (int at = concepts.first(referent); at >= 0; at = concepts.next(at)) {
      var hit = concepts.hit(at);
      boolean inside =
          switch (within.window()) {
            case SENTENCE -> hit.sentence() == anchor.sentence();
            case PARAGRAPH -> text.paragraph(hit.sentence()) == text.paragraph(anchor.sentence());
            case ARTICLE -> true;
            case TOKENS ->
                hit.field() == anchor.field()
                    && Math.abs(hit.token() - anchor.token()) <= within.tokens();
          };
      if (inside
          && (best == null || away(hit, anchor) < away(best, anchor))
          && !overlaps(hit, taken)) {
        best = hit;
      }
    }
    return best;
  }

  private static boolean overlaps(Hit hit, List<Hit> taken) {
    for (var other : taken) {
      if (other.field() == hit.field() && other.start() < hit.end() && hit.start() < other.end()) {
        return true;
      }
    }
    return false;
  }

  /// In the sentence before or behind.
  private @Nullable Hit nextDoor(Rule rule, Hit anchor, int referent) {
    if (rule.within().window() != Rule.Window.SENTENCE || NEXT_DOOR == 0) {
      return null;
    }
    for (int at = concepts.first(referent); at >= 0; at = concepts.next(at)) {
      var hit = concepts.hit(at);
      if (Math.abs(hit.sentence() - anchor.sentence()) == 1) {
        return hit;
      }
    }
    return null;
  }

  private static int away(Hit hit, Hit anchor) {
    return Math.abs(hit.sentence() - anchor.sentence()) * 1_000
        + Math.abs(hit.token() - anchor.token());
  }
}
