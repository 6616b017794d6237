package tocsin.classify.theme;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tocsin.classify.spot.Concepts;
import tocsin.classify.text.TaggableText;
import tocsin.classify.vocabulary.Lexicon;
import tocsin.events.Evidence;
import tocsin.events.Grade;
import tocsin.events.ThemeTag;

/// Decides which themes an article addresses.
///
/// The article must have signs of artificial intelligence ([Gate]); for a theme whose words are
/// technical by themselves a weak sign is enough, and where only one sentence has a sign, what
/// stands in it or beside it is let through. Then two things speak for a theme and are added up:
/// each of its rules that holds, by the rule's own weight, by where it holds, how near to the sign
/// of artificial intelligence, and a little for holding again; and what the article speaks of at
/// all, by weights learnt from labelled items ([Leaning]), of which a theme behind others has less.
/// The sum becomes a score between 0 and 1. Every part that adds to it is a stretch of the text.
/// One that for all this is not about artificial intelligence ([Subject]) carries no theme.
public final class ThemeTagger {
  private static final double SECONDARY = 1;
  private static final double PRIMARY = 2.8;
  private static final int MOST_PRIMARY = 4;

  /// How much more must speak for a theme for each other one to which an article leans more.
  private static final double AHEAD = 0.25;

  /// An article addresses more than a few themes at times: beyond these it asks for no more.
  private static final int MOST_AHEAD = 4;

  private final Lexicon lexicon;

  public ThemeTagger(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  /// A theme that is addressed.
  ///
  /// @param weight what speaks for it, 1 or more
  /// @param leads whether title or lead speak for it
  private record Addressed(String theme, double weight, boolean leads, List<Evidence> evidence)
      implements Comparable<Addressed> {
    /// The one that more speaks for comes first.
    @Override
    public int compareTo(Addressed other) {
      int byWeight = Double.compare(other.weight, weight);
      return byWeight != 0 ? byWeight : theme.compareTo(other.theme);
    }
  }

  public List<ThemeTag> tag(TaggableText text, Concepts concepts) {
    var gate = Gate.of(text, concepts, lexicon);
    var leaning = Leaning.of(concepts, lexicon.weights());
    var subject = Subject.of(gate, leaning, text, concepts, lexicon);
    if (!subject.mayBeAi()) {
      return List.of();
    }
    var rules = weigh(text, concepts, gate);
    var weights = new double[rules.length];
    double strongest = 0;
    int count = 0;
    for (int theme = 0; theme < rules.length; theme++) {
      var weighed = rules[theme];
      double ruled = weighed == null ? 0 : weighed.weight() / gate.demand();
      double handicap = AHEAD * Math.min(MOST_AHEAD, leaning.ahead(theme));
      weights[theme] = ruled + leaning.towards(theme) - handicap;
      strongest = Math.max(strongest, weights[theme]);
      count += weights[theme] >= SECONDARY ? 1 : 0;
    }
    if (count == 0 || !subject.isAi(strongest, count)) {
      return List.of();
    }
    var shares = new Shares(concepts.hits());
    List<Addressed> addressed = new ArrayList<>(count);
    for (int theme = 0; theme < rules.length; theme++) {
      if (weights[theme] >= SECONDARY) {
        shares.clear();
        boolean leads = false;
        var weighed = rules[theme];
        if (weighed != null) {
          weighed.share(shares);
          leads = weighed.leads();
        }
        leads |= leaning.share(theme, shares, text);
        var id = lexicon.themes().get(theme).id();
        addressed.add(new Addressed(id, weights[theme], leads, shares.evidence()));
      }
    }
    return tags(addressed);
  }

  private List<ThemeTag> tags(List<Addressed> addressed) {
    Collections.sort(addressed);
    List<ThemeTag> tags = new ArrayList<>(addressed.size());
    int primary = 0;
    for (var one : addressed) {
      boolean first =
          tags.isEmpty() || one.weight() >= PRIMARY && one.leads() && primary < MOST_PRIMARY;
      primary += first ? 1 : 0;
      tags.add(
          new ThemeTag(
              one.theme(),
              first ? Grade.primary : Grade.secondary,
              score(one.weight()),
              one.evidence()));
    }
    return tags;
  }

  /// By theme, what its rules come to; null where none holds.
  private @Nullable Weighed[] weigh(TaggableText text, Concepts concepts, Gate gate) {
    var all = new @Nullable Weighed[lexicon.themes().size()];
    if (!gate.ajar()) {
      return all;
    }
    var rules = lexicon.rules();
    var matcher = new RuleMatcher(text, concepts, gate);
    var possible = possible(concepts);
    for (int number = possible.nextSetBit(0);
        number >= 0;
        number = possible.nextSetBit(number + 1)) {
      var rule = rules.rule(number);
      boolean anywhere = gate.open() || lexicon.themes().get(rule.theme()).technical();
      var firings = anywhere || gate.sign() >= 0 ? matcher.firings(rule) : List.<Firing>of();
      if (!anywhere) {
        firings = firings.stream().filter(f -> gate.letsThrough(f.sentence())).toList();
      }
      if (!firings.isEmpty()) {
        var weighed = all[rule.theme()];
        if (weighed == null) {
          weighed = new Weighed(concepts.hits());
          all[rule.theme()] = weighed;
        }
        weighed.add(rule, firings, text);
      }
    }
    return all;
  }

  /// The numbers of the rules that may hold by what stands in the article.
  private BitSet possible(Concepts concepts) {
    var possible = new BitSet(lexicon.rules().size());
    for (int i = 0; i < concepts.referents(); i++) {
      for (int rule : lexicon.rules().anchoredAt(concepts.referent(i))) {
        possible.set(rule);
      }
    }
    return possible;
  }

  private static double score(double weight) {
    return Math.round((1 - Math.exp(-weight * 0.7)) * 1000) / 1000.0;
  }
}
