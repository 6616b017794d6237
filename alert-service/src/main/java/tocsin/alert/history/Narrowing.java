package tocsin.alert.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tocsin.alert.match.SubscriptionIndex;
import tocsin.alert.subscription.KnownWords;
import tocsin.alert.subscription.Query;
import tocsin.alert.subscription.Query.And;
import tocsin.alert.subscription.Query.Leaf;
import tocsin.alert.subscription.Query.Not;
import tocsin.alert.subscription.Query.Or;

/// What a query says about articles of which only the outline is known: no words and no scores.
///
/// @param certain whether the outline tells all that the query asks
/// @param may false only for what the query cannot match
record Narrowing(boolean certain, Predicate<Recorded> may) {

  /// @param minScore themes below it do not count
  static Narrowing of(Query query, double minScore, KnownWords words) {
    var widened = widened(Query.inward(query), minScore > 0);
    boolean certain =
        minScore <= 0 && Query.leaves(query).stream().noneMatch(l -> l instanceof Query.Phrase);
    return new Narrowing(
        certain,
        widened
            .map(wide -> SubscriptionIndex.predicate(wide, words))
            .<Predicate<Recorded>>map(holds -> article -> holds.test(article.outline()))
            .orElse(article -> true));
  }

  /// A query without words and scores that matches at least as much; empty where that is
  /// everything.
  ///
  /// @param inward with negations at the leaves only
  /// @param scored whether a theme may be there and not count
  static Optional<Query> widened(Query inward, boolean scored) {
    return switch (inward) {
      case And(var all) -> {
        var parts = all.stream().flatMap(q -> widened(q, scored).stream()).toList();
        yield parts.isEmpty() ? Optional.empty() : Optional.of(Query.all(parts));
      }
      case Or(var any) -> {
        List<Query> parts = new ArrayList<>();
        for (var part : any) {
          widened(part, scored).ifPresent(parts::add);
        }
        yield parts.size() < any.size() ? Optional.empty() : Optional.of(Query.any(parts));
      }
      case Not(var inner) ->
          inner instanceof Query.Phrase || scored && inner instanceof Query.Theme
              ? Optional.empty()
              : Optional.of(inward);
      case Query.Phrase phrase -> Optional.empty();
      case Leaf leaf -> Optional.of(leaf);
    };
  }
}
