package tocsin.classify.theme;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tocsin.classify.spot.Hits.Hit;
import tocsin.classify.text.TaggableText;
import tocsin.classify.vocabulary.Lexicon;
import tocsin.classify.vocabulary.Lexicon.CompiledRule;
import tocsin.events.Evidence;

/// A theme's sum: what each rule that holds adds, and the stretches of the text it rests on.
final class Weighed {
  static final double IN_TITLE = 1.8;
  static final double IN_LEAD = 1.35;
  static final double REPEATED = 0.6;

  /// What one rule added.
  ///
  /// @param extent how much of its weight: where it holds, how near, how often
  record Part(CompiledRule rule, double extent) {}

  private static final int MOST_EVIDENCE = 5;

  private final String theme;
  private final List<Part> parts = new ArrayList<>();
  private final Map<Hit, Double> spans = new LinkedHashMap<>();
  private final Set<Long> counted = new HashSet<>();
  private double weight;
  private boolean leads;

  Weighed(String theme) {
    this.theme = theme;
  }

  String theme() {
    return theme;
  }

  double weight() {
    return weight;
  }

  /// Whether a rule holds in title or lead.
  boolean leads() {
    return leads;
  }

  List<Part> parts() {
    return parts;
  }

  /// Rules come strongest first, so that what several rest on counts once, for the strongest.
  void add(CompiledRule rule, List<Firing> firings, TaggableText text) {
    double best = 0;
    int fresh = 0;
    for (var firing : firings) {
      if (!counted.add(firing.places())) {
        continue;
      }
      fresh++;
      double zone =
          firing.sentence() == 0 ? IN_TITLE : text.isLead(firing.sentence()) ? IN_LEAD : 1;
      leads |= text.isLead(firing.sentence());
      best = Math.max(best, zone * firing.near());
      double share = rule.weight() * zone * firing.near() / firing.hits().size();
      for (var hit : firing.hits()) {
        spans.merge(hit, share, Double::sum);
      }
    }
    if (fresh > 0) {
      double extent = best + REPEATED * (1 - Math.exp(-(fresh - 1) / 2.0));
      parts.add(new Part(rule, extent));
      weight += rule.weight() * extent;
    }
  }

  /// The stretches that weigh most, in the order of the text; of those that overlap the longer.
  List<Evidence> evidence(TaggableText text, Lexicon lexicon) {
    List<Hit> chosen = new ArrayList<>();
    var byWeight = new ArrayList<>(spans.entrySet());
    byWeight.sort(Map.Entry.<Hit, Double>comparingByValue().reversed());
    Map<Hit, Boolean> seen = new HashMap<>();
    for (var entry : byWeight) {
      var hit = entry.getKey();
      if (chosen.size() < MOST_EVIDENCE
          && seen.put(hit, true) == null
          && chosen.stream().noneMatch(other -> overlap(other, hit))) {
        chosen.add(hit);
      }
    }
    chosen.sort(Comparator.comparing(Hit::field).thenComparingInt(Hit::start));
    return chosen.stream()
        .map(hit -> hit.evidence(text, lexicon.name(hit.target().referent())))
        .toList();
  }

  private static boolean overlap(Hit one, Hit other) {
    return one.field() == other.field() && one.start() < other.end() && other.start() < one.end();
  }
}
