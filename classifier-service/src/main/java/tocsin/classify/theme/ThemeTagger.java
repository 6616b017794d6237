package tocsin.classify.theme;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tocsin.classify.spot.Concepts;
import tocsin.classify.text.TaggableText;
import tocsin.classify.vocabulary.Lexicon;
import tocsin.events.Grade;
import tocsin.events.ThemeTag;

/// Decides which themes an article addresses.
///
/// The article must be about artificial intelligence ([Subject]), and have signs of it ([Gate]);
/// for a theme whose words are technical by themselves a weak sign is enough, and where only one
/// sentence has a sign, what stands in it or beside it is let through. Then two things speak for a
/// theme and are added up: each of its rules that holds, by the rule's own weight, by where it
/// holds, how near to the sign of artificial intelligence, and a little for holding again; and what
/// the article speaks of at all, by weights learnt from labelled items ([Leaning]), of which a
/// theme behind others has less. The sum becomes a score between 0 and 1. Every part that adds to
/// it is a stretch of the text.
public final class ThemeTagger {
  private static final double SECONDARY = 1;
  private static final double PRIMARY = 2.8;
  private static final int MOST_PRIMARY = 4;

  /// How much more must speak for a theme for each other one to which an article leans more.
  private static final double AHEAD = 0.2;

  /// An article addresses more than a few themes at times: beyond these it asks for no more.
  private static final int MOST_AHEAD = 4;

  private final Lexicon lexicon;

  public ThemeTagger(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  /// A theme that is addressed.
  ///
  /// @param weight what speaks for it, 1 or more
  private record Addressed(Weighed weighed, double weight) {}

  public List<ThemeTag> tag(TaggableText text, Concepts concepts) {
    var gate = Gate.of(text, concepts, lexicon);
    var leaning = Leaning.of(concepts, lexicon.weights());
    if (!Subject.isAi(gate, leaning, text, concepts, lexicon)) {
      return List.of();
    }
    var rules = weigh(text, concepts, gate);
    List<Addressed> addressed = new ArrayList<>();
    for (int theme = 0; theme < rules.length; theme++) {
      var weighed = rules[theme];
      double ruled = weighed == null ? 0 : weighed.weight() / gate.demand();
      double handicap = AHEAD * Math.min(MOST_AHEAD, leaning.ahead(theme));
      double weight = ruled + leaning.towards(theme) - handicap;
      if (weight >= SECONDARY) {
        weighed =
            weighed == null
                ? new Weighed(lexicon.themes().get(theme).id(), concepts.hits())
                : weighed;
        leaning.share(theme, weighed, text);
        addressed.add(new Addressed(weighed, weight));
      }
    }
    return tags(addressed);
  }

  private List<ThemeTag> tags(List<Addressed> addressed) {
    addressed.sort(
        Comparator.comparingDouble(Addressed::weight)
            .reversed()
            .thenComparing(one -> one.weighed().theme()));
    List<ThemeTag> tags = new ArrayList<>();
    int primary = 0;
    for (var one : addressed) {
      var weighed = one.weighed();
      boolean first =
          tags.isEmpty() || one.weight() >= PRIMARY && weighed.leads() && primary < MOST_PRIMARY;
      primary += first ? 1 : 0;
      tags.add(
          new ThemeTag(
              weighed.theme(),
              first ? Grade.primary : Grade.secondary,
              score(one.weight()),
              weighed.evidence()));
    }
    return tags;
  }

  /// By theme, what its rules come to; null where none holds.
  private @Nullable Weighed[] weigh(TaggableText text, Concepts concepts, Gate gate) {
    var themes = lexicon.themes();
    var all = new @Nullable Weighed[themes.size()];
    if (!gate.ajar()) {
      return all;
    }
    var matcher = new RuleMatcher(text, concepts, gate);
    for (int i = 0; i < all.length; i++) {
      var theme = themes.get(i);
      boolean anywhere = gate.open() || theme.technical();
      if (!anywhere && gate.sign() < 0) {
        continue;
      }
      Weighed weighed = null;
      for (var rule : theme.rules()) {
        var firings = matcher.firings(rule);
        if (!anywhere) {
          firings = firings.stream().filter(f -> gate.letsThrough(f.sentence())).toList();
        }
        if (!firings.isEmpty()) {
          weighed = weighed == null ? new Weighed(theme.id(), concepts.hits()) : weighed;
          weighed.add(rule, firings, text);
        }
      }
      all[i] = weighed;
    }
    return all;
  }

  private static double score(double weight) {
    return Math.round((1 - Math.exp(-weight * 0.7)) * 1000) / 1000.0;
  }
}
