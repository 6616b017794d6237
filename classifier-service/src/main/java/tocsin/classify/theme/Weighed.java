package tocsin.classify.theme;

import java.util.Arrays;
import java.util.List;
import tocsin.classify.spot.Hits;
import tocsin.classify.text.TaggableText;
import tocsin.classify.vocabulary.Lexicon.CompiledRule;

/// What the rules of a theme that hold come to, and what each place where one holds adds.
final class Weighed {
  static final double IN_TITLE = 1.8;
  static final double IN_LEAD = 1.35;
  static final double REPEATED = 0.6;

  private final Hits hits;

  /* The places that count, what each adds for every one of its hits, and what tells it apart. */
  private Firing[] firings = new Firing[8];
  private double[] shares = new double[8];
  private long[] places = new long[8];
  private int size;

  private double weight;
  private boolean leads;

  Weighed(Hits hits) {
    this.hits = hits;
  }

  /// What the rules that hold come to.
  double weight() {
    return weight;
  }

  /// Whether a rule holds in title or lead.
  boolean leads() {
    return leads;
  }

  /// Rules come strongest first, so that what several rest on counts once, for the strongest.
  void add(CompiledRule rule, List<Firing> firings, TaggableText text) {
    double best = 0;
    int fresh = 0;
    for (var firing : firings) {
      double zone =
          firing.sentence() == 0 ? IN_TITLE : text.isLead(firing.sentence()) ? IN_LEAD : 1;
      double share = rule.weight() * zone * firing.near() / firing.hits().length;
      if (count(firing, share)) {
        fresh++;
        leads |= text.isLead(firing.sentence());
        best = Math.max(best, zone * firing.near());
      }
    }
    if (fresh > 0) {
      double extent = best + REPEATED * (1 - Math.exp(-(fresh - 1) / 2.0));
      weight += rule.weight() * extent;
    }
  }

  /// @return whether it is for the first time
  private boolean count(Firing firing, double share) {
    long here = firing.places(hits);
    for (int i = 0; i < size; i++) {
      if (places[i] == here) {
        return false;
      }
    }
    if (size == firings.length) {
      firings = Arrays.copyOf(firings, size * 2);
      shares = Arrays.copyOf(shares, size * 2);
      places = Arrays.copyOf(places, size * 2);
    }
    firings[size] = firing;
    shares[size] = share;
    places[size++] = here;
    return true;
  }

  /// Gives each stretch of the text its part of the sum.
  void share(Shares to) {
    for (int i = 0; i < size; i++) {
      for (int hit : firings[i].hits()) {
        to.add(hit, shares[i]);
      }
    }
  }
}
