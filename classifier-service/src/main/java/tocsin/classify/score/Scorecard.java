package tocsin.classify.score;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The figures of a set of judgements, and the list of what was wrong.
public record Scorecard(List<Judgement> judgements) {
  private static final int SAMPLES = 1_000;
  private static final long SEED = 20_250_210;

  /// A share with the bounds within which 95 of 100 sets of such items would have it.
  public record Interval(double low, double high) {}

  public Scorecard {
    judgements = List.copyOf(judgements);
  }

  public Tally themes() {
    return sum(judgements, Judgement::themes);
  }

  public Tally actors() {
    return sum(judgements, Judgement::actors);
  }

  public Tally primary() {
    return sum(judgements, Judgement::primary);
  }

  public long offTopic() {
    return judgements.stream().filter(Judgement::isOffTopic).count();
  }

  /// Items about something else that got a theme all the same.
  public long offTopicTagged() {
    return judgements.stream().filter(j -> j.isOffTopic() && !j.gotThemes().isEmpty()).count();
  }

  public int tags() {
    return judgements.stream().mapToInt(Judgement::tags).sum();
  }

  public int evidenced() {
    return judgements.stream().mapToInt(Judgement::evidenced).sum();
  }

  public Map<String, Tally> byTheme() {
    return byId(Judgement::wantedThemes, Judgement::gotThemes);
  }

  public Map<String, Tally> byActor() {
    return byId(Judgement::wantedActors, Judgement::gotActors);
  }

  public Map<String, Scorecard> byLanguage() {
    return judgements.stream()
        .collect(
            Collectors.groupingBy(
                j -> j.item().language(),
                TreeMap::new,
                Collectors.collectingAndThen(Collectors.toList(), Scorecard::new)));
  }

  public double macroF1() {
    return byTheme().values().stream().mapToDouble(Tally::f1).average().orElse(1);
  }

  /// By drawing the items again and again, always the same draws.
  public Interval bootstrap(Function<Judgement, Tally> part) {
    var tallies = judgements.stream().map(part).toList();
    if (tallies.isEmpty()) {
      return new Interval(1, 1);
    }
    var random = new Random(SEED);
    var f1 = new double[SAMPLES];
    for (int s = 0; s < SAMPLES; s++) {
      int right = 0;
      int wrong = 0;
      int missed = 0;
      for (int i = 0; i < tallies.size(); i++) {
        var drawn = tallies.get(random.nextInt(tallies.size()));
        right += drawn.right();
        wrong += drawn.wrong();
        missed += drawn.missed();
      }
      f1[s] = new Tally(right, wrong, missed).f1();
    }
    Arrays.sort(f1);
    return new Interval(f1[(int) (SAMPLES * 0.025)], f1[(int) (SAMPLES * 0.975)]);
  }

  /// The figures as a table.
  public String table() {
    var out = new StringBuilder();
    out.append(
        "%-28s %5s  %5s %5s %5s  %-13s %5s %5s %5s\n"
            .formatted("", "n", "P", "R", "F1", "95 %", "right", "wrong", "missed"));
    line(out, "themes", judgements.size(), themes(), bootstrap(Judgement::themes));
    line(out, "  primary ones", judgements.size(), primary(), bootstrap(Judgement::primary));
    line(out, "actors", judgements.size(), actors(), bootstrap(Judgement::actors));
    out.append(
        "themes, mean F1 %.3f; off-topic with a theme %d of %d; tags with evidence %d of %d\n"
            .formatted(macroF1(), offTopicTagged(), offTopic(), evidenced(), tags()));
    out.append("\nby language: themes, then actors\n");
    byLanguage()
        .forEach((language, card) -> {
          int n = card.judgements.size();
          line(out, language, n, card.themes(), card.bootstrap(Judgement::themes));
          line(out, "  actors", n, card.actors(), card.bootstrap(Judgement::actors));
        });
    out.append("\nby theme\n");
    byTheme().entrySet().stream()
        .sorted(Comparator.comparingDouble(entry -> entry.getValue().f1()))
        .forEach(entry -> {
          var id = entry.getKey();
          var tally = entry.getValue();
          line(
              out,
              id,
              tally.right() + tally.missed(),
              tally,
              bootstrap(j -> Tally.of(only(j.wantedThemes(), id), only(j.gotThemes(), id))));
        });
    out.append("\nactors with errors\n");
    byActor()
        .forEach((id, tally) -> {
          if (tally.wrong() + tally.missed() > 0) {
            out.append(
                "%-28s right %d wrong %d missed %d\n"
                    .formatted(id, tally.right(), tally.wrong(), tally.missed()));
          }
        });
    return out.toString();
  }

  private static void line(StringBuilder out, String name, int n, Tally tally, Interval interval) {
    out.append(
        String.format(
            Locale.ROOT,
            "%-28s %5d  %.3f %.3f %.3f  %.3f-%.3f   %5d %5d %5d\n",
            name,
            n,
            tally.precision(),
            tally.recall(),
            tally.f1(),
            interval.low(),
            interval.high(),
            tally.right(),
            tally.wrong(),
            tally.missed()));
  }

  private Map<String, Tally> byId(
      Function<Judgement, Set<String>> wanted, Function<Judgement, Set<String>> got) {
    Map<String, Tally> byId = new TreeMap<>();
    for (var judgement : judgements) {
      var ids = new TreeSet<>(wanted.apply(judgement));
      ids.addAll(got.apply(judgement));
      for (var id : ids) {
        byId.merge(
            id,
            Tally.of(only(wanted.apply(judgement), id), only(got.apply(judgement), id)),
            Tally::plus);
      }
    }
    return byId;
  }

  private static Set<String> only(Set<String> ids, String id) {
    return ids.contains(id) ? Set.of(id) : Set.of();
  }

  private static Tally sum(List<Judgement> judgements, Function<Judgement, Tally> part) {
    return judgements.stream().map(part).reduce(Tally.NONE, Tally::plus);
  }
}
