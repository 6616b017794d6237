package tocsin.classify.theme;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import tocsin.classify.spot.Hits;
import tocsin.classify.text.TaggableText;
import tocsin.classify.vocabulary.Lexicon.CompiledRule;
import tocsin.events.Evidence;

/// A theme's sum: what each rule that holds adds, and the stretches of the text it rests on.
final class Weighed {
  static final double IN_TITLE = 1.8;
  static final double IN_LEAD = 1.35;
  static final double REPEATED = 0.6;

  private static final int MOST_EVIDENCE = 5;

  private final String theme;
  private final Hits hits;

  /* The hits that rules rest on, in the order in which they were first met, and what each added. */
  private int[] spans = new int[16];
  private double[] added = new double[16];
  private int spanCount;

  private long[] counted = new long[16];
  private int countedCount;
  private double weight;
  private boolean leads;
  private double leant;
  private double leantInLead;

  Weighed(String theme, Hits hits) {
    this.theme = theme;
    this.hits = hits;
  }

  String theme() {
    return theme;
  }

  /// What the rules that hold come to.
  double weight() {
    return weight;
  }

  /// Whether a rule holds in title or lead, or most of what speaks for the theme stands there.
  boolean leads() {
    return leads || leantInLead * 2 > leant;
  }

  /// Rules come strongest first, so that what several rest on counts once, for the strongest.
  void add(CompiledRule rule, List<Firing> firings, TaggableText text) {
    double best = 0;
    int fresh = 0;
    for (var firing : firings) {
      if (!count(firing.places(hits))) {
        continue;
      }
      fresh++;
      double zone =
          firing.sentence() == 0 ? IN_TITLE : text.isLead(firing.sentence()) ? IN_LEAD : 1;
      leads |= text.isLead(firing.sentence());
      best = Math.max(best, zone * firing.near());
      double share = rule.weight() * zone * firing.near() / firing.hits().length;
      for (int hit : firing.hits()) {
        share(hit, share);
      }
    }
    if (fresh > 0) {
      double extent = best + REPEATED * (1 - Math.exp(-(fresh - 1) / 2.0));
      weight += rule.weight() * extent;
    }
  }

  /// Adds a stretch's part of what labelled items taught.
  void lean(int hit, double amount, TaggableText text) {
    leant += amount;
    leantInLead += text.isLead(hits.sentence(hit)) ? amount : 0;
    share(hit, amount);
  }

  /// @return whether it is for the first time
  private boolean count(long places) {
    for (int i = 0; i < countedCount; i++) {
      if (counted[i] == places) {
        return false;
      }
    }
    if (countedCount == counted.length) {
      counted = Arrays.copyOf(counted, countedCount * 2);
    }
    counted[countedCount++] = places;
    return true;
  }

  private void share(int hit, double share) {
    for (int i = 0; i < spanCount; i++) {
      if (spans[i] == hit) {
        added[i] += share;
        return;
      }
    }
    if (spanCount == spans.length) {
      spans = Arrays.copyOf(spans, spanCount * 2);
      added = Arrays.copyOf(added, spanCount * 2);
    }
    spans[spanCount] = hit;
    added[spanCount++] = share;
  }

  /// The stretches that weigh most, in the order of the text; of those that overlap the heavier.
  List<Evidence> evidence() {
    List<Integer> chosen = new ArrayList<>();
    IntStream.range(0, spanCount)
        .boxed()
        .sorted(Comparator.<Integer>comparingDouble(i -> added[i]).reversed())
        .map(i -> spans[i])
        .forEach(hit -> {
          if (chosen.size() < MOST_EVIDENCE
              && chosen.stream().noneMatch(other -> hits.overlap(other, hit))) {
            chosen.add(hit);
          }
        });
    chosen.sort(hits.inOrder());
    return chosen.stream().map(hits::evidence).toList();
  }
}
