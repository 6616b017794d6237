package tocsin.alert.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tocsin.alert.match.Why;
import tocsin.alert.subscription.Subscription;
import tocsin.events.Ids;

/// An alert that may be new.
///
/// @param rank among those of its article
record Candidate(
    String id, Matched matched, Subscription subscription, Why why, String story, int rank) {

  String deliveryId() {
    return Ids.delivery(subscription.id(), id);
  }

  /// rows a statement
  private static final int CHUNK = 10_000;

  static List<List<Candidate>> chunks(List<Candidate> all) {
    List<List<Candidate>> chunks = new ArrayList<>();
    for (int from = 0; from < all.size(); from += CHUNK) {
      chunks.add(all.subList(from, Math.min(all.size(), from + CHUNK)));
    }
    return chunks;
  }

  static String[] strings(List<Candidate> chunk, Function<Candidate, String> value) {
    return chunk.stream().map(value).toArray(String[]::new);
  }
}
