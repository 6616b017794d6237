package tocsin.alert.history;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tocsin.alert.subscription.Query;
import tocsin.alert.subscription.Query.Leaf;
import tocsin.alert.subscription.QueryPrinter;

/// One thing to leave out, so that about half as many alerts come.
///
/// @param query what to add to the query
/// @param removes how many alerts would not have come
/// @param leaves how many would have come
public record Suggestion(String query, int removes, int leaves) {
  private static final int FEWEST_ALERTS = 4;
  private static final double LEAST = 0.25;
  private static final double MOST = 0.75;

  /// @param hits all that match
  /// @param alerts those of the hits that alert, and likewise of fewer hits
  static Optional<Suggestion> of(
      Collection<Hit> hits, Function<Collection<Hit>, List<Hit>> alerts) {
    var alerting = alerts.apply(hits);
    int all = alerting.size();
    if (all < FEWEST_ALERTS) {
      return Optional.empty();
    }
    Map<Leaf, Integer> counts = new HashMap<>();
    for (var hit : alerting) {
      hit.traits().forEach(trait -> counts.merge(trait, 1, Integer::sum));
    }
    return counts.entrySet().stream()
        .filter(trait -> trait.getValue() >= all * LEAST && trait.getValue() <= all * MOST)
        .min(
            Comparator.<Map.Entry<Leaf, Integer>>comparingInt(
                    trait -> Math.abs(2 * trait.getValue() - all))
                .thenComparing(trait -> QueryPrinter.print(trait.getKey())))
        .map(trait -> {
          var without = hits.stream().filter(hit -> !hit.has(trait.getKey())).toList();
          int left = alerts.apply(without).size();
          return new Suggestion(QueryPrinter.print(Query.not(trait.getKey())), all - left, left);
        })
        .filter(suggestion -> suggestion.removes() > 0);
  }
}
