package tocsin.alert.match;

import java.util.List;
import tocsin.alert.subscription.Subscription;

/// A subscription that an article matches.
///
/// @param because the themes, actors and phrases of the query that the article has
public record Match(Subscription subscription, List<String> because) {
  public Match {
    because = List.copyOf(because);
  }
}
