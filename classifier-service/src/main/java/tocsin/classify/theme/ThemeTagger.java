package tocsin.classify.theme;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tocsin.classify.spot.Concepts;
import tocsin.classify.text.TaggableText;
import tocsin.classify.vocabulary.Lexicon;
import tocsin.events.Grade;
import tocsin.events.ThemeTag;

/// Decides which themes an article addresses.
///
/// The article must concern artificial intelligence; for a theme whose words are technical by
/// themselves a weak sign of it is enough. Then each rule of a theme that holds adds to the theme's
/// weight: by its own weight, by where it holds, how near to the sign of artificial intelligence,
/// and a little for holding again; the sum becomes a score between 0 and 1. Every part of the sum
/// is a stretch of the text.
public final class ThemeTagger {
  static final double SECONDARY = 1.0;
  static final double PRIMARY = 2.2;
  private static final int MOST_PRIMARY = 4;

  private final Lexicon lexicon;

  public ThemeTagger(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  public List<ThemeTag> tag(TaggableText text, Concepts concepts) {
    List<Weighed> addressed = new ArrayList<>();
    var gate = Gate.of(text, concepts, lexicon);
    for (var weighed : weigh(text, concepts, gate)) {
      if (weighed.weight() >= SECONDARY * gate.demand()) {
        addressed.add(weighed);
      }
    }
    addressed.sort(
        Comparator.comparingDouble(Weighed::weight).reversed().thenComparing(Weighed::theme));
    List<ThemeTag> tags = new ArrayList<>();
    int primary = 0;
    for (var weighed : addressed) {
      boolean first =
          tags.isEmpty()
              || weighed.weight() >= PRIMARY && weighed.leads() && primary < MOST_PRIMARY;
      primary += first ? 1 : 0;
      tags.add(
          new ThemeTag(
              weighed.theme(),
              first ? Grade.primary : Grade.secondary,
              score(weighed.weight()),
              weighed.evidence()));
    }
    return tags;
  }

  /// Each theme of which a rule holds.
  List<Weighed> weigh(TaggableText text, Concepts concepts, Gate gate) {
    if (!gate.ajar()) {
      return List.of();
    }
    var matcher = new RuleMatcher(text, concepts, gate);
    List<Weighed> all = new ArrayList<>();
    for (var theme : lexicon.themes()) {
      if (!gate.open() && !theme.technical()) {
        continue;
      }
      Weighed weighed = null;
      for (var rule : theme.rules()) {
        var firings = matcher.firings(rule);
        if (!firings.isEmpty()) {
          weighed = weighed == null ? new Weighed(theme.id(), concepts.hits()) : weighed;
          weighed.add(rule, firings, text);
        }
      }
      if (weighed != null) {
        all.add(weighed);
      }
    }
    return all;
  }

  private static double score(double weight) {
    return Math.round((1 - Math.exp(-weight * 0.7)) * 1000) / 1000.0;
  }
}
