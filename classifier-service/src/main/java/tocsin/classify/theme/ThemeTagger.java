package tocsin.classify.theme;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tocsin.classify.spot.Hits.Hit;
import tocsin.classify.text.TaggableText;
import tocsin.classify.vocabulary.Lexicon;
import tocsin.classify.vocabulary.Lexicon.CompiledRule;
import tocsin.classify.vocabulary.Rule;
import tocsin.events.Evidence;
import tocsin.events.Grade;
import tocsin.events.ThemeTag;

/// Decides which themes an article addresses.
///
/// The article must concern artificial intelligence. Then each rule of a theme that fires adds to
/// the theme's weight: by its strength, by where it fires, and a little for firing again; the sum
/// becomes a score between 0 and 1. Every part of the sum is a stretch of the text.
public final class ThemeTagger {
  private static final double STRONG = 1.0;
  private static final double MEDIUM = 0.6;
  private static final double WEAK = 0.3;
  private static final double IN_TITLE = 1.8;
  private static final double IN_LEAD = 1.35;
  private static final double REPEATED = 0.6;
  private static final double SECONDARY = 1.0;
  private static final double PRIMARY = 2.2;
  private static final int MOST_PRIMARY = 4;
  private static final int MOST_EVIDENCE = 5;

  private final Lexicon lexicon;

  public ThemeTagger(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  /// @param concepts where each concept, actor and kind stands, by referent
  public List<ThemeTag> tag(TaggableText text, Map<Integer, List<Hit>> concepts) {
    if (!concernsAi(text, concepts)) {
      return List.of();
    }
    List<Weighed> weighed = new ArrayList<>();
    for (var theme : lexicon.rules().entrySet()) {
      var w = weigh(theme.getKey(), theme.getValue(), text, concepts);
      if (w.weight >= SECONDARY) {
        weighed.add(w);
      }
    }
    weighed.sort(Comparator.comparingDouble((Weighed w) -> -w.weight).thenComparing(w -> w.theme));
    List<ThemeTag> tags = new ArrayList<>();
    int primary = 0;
    for (var w : weighed) {
      boolean first = w.weight >= PRIMARY && w.leads && primary < MOST_PRIMARY;
      primary += first ? 1 : 0;
      tags.add(
          new ThemeTag(
              w.theme, first ? Grade.primary : Grade.secondary, score(w.weight), w.evidence(text)));
    }
    if (primary == 0 && !weighed.isEmpty()) {
      var w = weighed.getFirst();
      tags.set(0, new ThemeTag(w.theme, Grade.primary, score(w.weight), w.evidence(text)));
    }
    return tags;
  }

  private static double score(double weight) {
    return Math.round((1 - Math.exp(-weight * 0.7)) * 1000) / 1000.0;
  }

  /// In title or lead, or twice in the body.
  private boolean concernsAi(TaggableText text, Map<Integer, List<Hit>> concepts) {
    double points = 0;
    for (var entry : concepts.entrySet()) {
      boolean strong = lexicon.isAi(entry.getKey());
      if (strong || lexicon.isWeakAi(entry.getKey())) {
        for (var hit : entry.getValue()) {
          points += (strong ? 1 : 0.5) * (text.isLead(hit.sentence()) ? 2 : 1);
        }
      }
    }
    return points >= 2;
  }

  private Weighed weigh(
      String theme, List<CompiledRule> rules, TaggableText text, Map<Integer, List<Hit>> concepts) {
    var weighed = new Weighed(theme);
    for (var rule : rules) {
      var firings = fire(rule, text, concepts);
      if (!firings.isEmpty()) {
        weighed.add(rule.rule(), firings, text);
      }
    }
    return weighed;
  }

  /// Where a rule fires: one list of hits for each window.
  private List<List<Hit>> fire(
      CompiledRule rule, TaggableText text, Map<Integer, List<Hit>> concepts) {
    for (int referent : rule.all()) {
      if (!concepts.containsKey(referent)) {
        return List.of();
      }
    }
    var anchors = anchors(rule, concepts);
    List<List<Hit>> firings = new ArrayList<>();
    Set<Integer> windows = new HashSet<>();
    for (var anchor : anchors) {
      if (!inZone(rule.rule().zone(), anchor, text)
          || !windows.add(window(rule.rule(), anchor, text))) {
        continue;
      }
      var firing = together(rule, anchor, text, concepts);
      if (!firing.isEmpty()) {
        firings.add(firing);
      }
    }
    return firings;
  }

  private static List<Hit> anchors(CompiledRule rule, Map<Integer, List<Hit>> concepts) {
    if (rule.all().length > 0) {
      List<Hit> fewest = concepts.getOrDefault(rule.all()[0], List.of());
      for (int referent : rule.all()) {
        var hits = concepts.getOrDefault(referent, List.of());
        fewest = hits.size() < fewest.size() ? hits : fewest;
      }
      return fewest;
    }
    List<Hit> any = new ArrayList<>();
    for (int referent : rule.any()) {
      any.addAll(concepts.getOrDefault(referent, List.of()));
    }
    return any;
  }

  private static boolean inZone(Rule.Zone zone, Hit hit, TaggableText text) {
    return switch (zone) {
      case TITLE -> hit.sentence() == 0;
      case LEAD -> text.isLead(hit.sentence());
      case ANYWHERE -> true;
    };
  }

  private static int window(Rule rule, Hit anchor, TaggableText text) {
    return switch (rule.window()) {
      case SENTENCE -> anchor.sentence();
      case PARAGRAPH -> text.paragraph(anchor.sentence());
      case ARTICLE -> 0;
      case TOKENS -> anchor.token() * 2 + anchor.field().ordinal();
    };
  }

  /// The hits that make the rule fire around the anchor; empty where it does not.
  private static List<Hit> together(
      CompiledRule rule, Hit anchor, TaggableText text, Map<Integer, List<Hit>> concepts) {
    for (int referent : rule.not()) {
      if (nearest(rule.rule(), anchor, text, concepts.get(referent)) != null) {
        return List.of();
      }
    }
    List<Hit> firing = new ArrayList<>();
    for (int referent : rule.all()) {
      var hit = nearest(rule.rule(), anchor, text, concepts.get(referent));
      if (hit == null) {
        return List.of();
      }
      firing.add(hit);
    }
    if (rule.any().length > 0) {
      Hit found = null;
      for (int referent : rule.any()) {
        var hit = nearest(rule.rule(), anchor, text, concepts.get(referent));
        found = found == null ? hit : found;
      }
      if (found == null) {
        return List.of();
      }
      firing.add(found);
    }
    return firing;
  }

  private static @org.jspecify.annotations.Nullable Hit nearest(
      Rule rule, Hit anchor, TaggableText text, @org.jspecify.annotations.Nullable List<Hit> hits) {
    if (hits == null) {
      return null;
    }
    Hit best = null;
    int distance = Integer.MAX_VALUE;
    for (var hit : hits) {
      boolean inside =
          switch (rule.window()) {
            case SENTENCE -> hit.sentence() == anchor.sentence();
            case PARAGRAPH -> text.paragraph(hit.sentence()) == text.paragraph(anchor.sentence());
            case ARTICLE -> true;
            case TOKENS ->
                hit.field() == anchor.field()
                    && Math.abs(hit.token() - anchor.token()) <= rule.tokens();
          };
      int away =
          Math.abs(hit.sentence() - anchor.sentence()) * 1_000
              + Math.abs(hit.token() - anchor.token());
      if (inside && away < distance) {
        best = hit;
        distance = away;
      }
    }
    return best;
  }

  /// A theme's sum under construction.
  private final class Weighed {
    private final String theme;
    private double weight;
    private boolean leads;
    private final Map<String, Double> spans = new LinkedHashMap<>();
    private final Map<String, Hit> hits = new LinkedHashMap<>();
    private final Set<List<String>> counted = new HashSet<>();

    Weighed(String theme) {
      this.theme = theme;
    }

    void add(Rule rule, List<List<Hit>> firings, TaggableText text) {
      double strength =
          switch (rule.strength()) {
            case STRONG -> STRONG;
            case MEDIUM -> MEDIUM;
            case WEAK -> WEAK;
          };
      double best = 0;
      int fresh = 0;
      for (var firing : firings) {
        var places = firing.stream().map(Weighed::place).distinct().sorted().toList();
        if (!counted.add(places)) {
          continue;
        }
        fresh++;
        int sentence = firing.stream().mapToInt(Hit::sentence).min().orElse(0);
        double zone = sentence == 0 ? IN_TITLE : text.isLead(sentence) ? IN_LEAD : 1;
        leads = leads || text.isLead(sentence);
        best = Math.max(best, strength * zone);
        for (var hit : firing) {
          var place = place(hit);
          hits.putIfAbsent(place, hit);
          spans.merge(place, strength * zone / firing.size(), Double::sum);
        }
      }
      if (fresh > 0) {
        weight += best + strength * REPEATED * (1 - Math.exp(-(fresh - 1) / 2.0));
      }
    }

    private static String place(Hit hit) {
      return hit.field() + ":" + hit.start() + "-" + hit.end();
    }

    List<Evidence> evidence(TaggableText text) {
      return spans.entrySet().stream()
          .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
          .limit(MOST_EVIDENCE)
          .map(entry -> hits.get(entry.getKey()))
          .filter(java.util.Objects::nonNull)
          .sorted(Comparator.comparing(Hit::field).thenComparing(Hit::start))
          .map(hit -> hit.evidence(text, lexicon.name(hit.target().referent())))
          .toList();
    }
  }
}
