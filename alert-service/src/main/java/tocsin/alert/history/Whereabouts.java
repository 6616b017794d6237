package tocsin.alert.history;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import tocsin.events.DeadLetter;
import tocsin.events.KeySearch;
import tocsin.events.KeySearch.Search;
import tocsin.events.Topics;

/// Looks for an article that was not taken in on the topics that lead here: among what the
/// classifier has not tagged yet, what this service has not taken in yet, and the dead letters.
/// Takes a given time at most, found or not.
public final class Whereabouts {
  /// dead letters of a partition, the last
  private static final long MOST_DEAD = 2_000;

  private final KeySearch search;
  private final Names names;
  private final Duration time;

  /// The topics on the way, and the groups that read them.
  ///
  /// @param fetched topic
  /// @param classifier group that reads what is fetched
  /// @param tagged topic
  /// @param own group that reads what is tagged
  public record Names(String fetched, String classifier, String tagged, String own) {}

  /// @param time for all of it
  public Whereabouts(KeySearch search, Names names, Duration time) {
    this.search = search;
    this.names = names;
    this.time = time;
  }

  /// Where an article is.
  sealed interface Finding {
    /// Fetched, and among those that the classifier has before it.
    ///
    /// @param waiting how many those are
    record Untagged(long waiting) implements Finding {}

    /// Tagged, and among those that this service has before it.
    record Coming(long waiting) implements Finding {}

    /// Put aside, as it could not be handled.
    record Dead(String topic, String reason) implements Finding {}

    /// On no topic that leads here.
    record Nowhere() implements Finding {}

    /// Not seen, but not everything could be looked at.
    record Unsure(String why) implements Finding {}
  }

  Finding of(String article) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Later later = looking -> CompletableFuture.supplyAsync(looking, threads);
      var coming = later.look(() -> search.pending(names.tagged(), names.own(), article, time));
      var untagged =
          later.look(() -> search.pending(names.fetched(), names.classifier(), article, time));
      var deadTagged =
          later.look(() -> search.latest(Topics.dead(names.tagged()), MOST_DEAD, article, time));
      var deadFetched =
          later.look(() -> search.latest(Topics.dead(names.fetched()), MOST_DEAD, article, time));
      return finding(coming.join(), untagged.join(), deadTagged.join(), deadFetched.join());
    } catch (CompletionException e) {
      if (e.getCause() instanceof KafkaException broker) {
        return new Finding.Unsure("the broker did not answer: " + broker.getMessage());
      }
      throw e;
    }
  }

  private interface Later {
    CompletableFuture<Search> look(Supplier<Search> looking);
  }

  private Finding finding(Search coming, Search untagged, Search deadTagged, Search deadFetched) {
    if (coming.found() != null) {
      return new Finding.Coming(coming.records());
    }
    if (untagged.found() != null) {
      return new Finding.Untagged(untagged.records());
    }
    for (var dead : List.of(deadTagged, deadFetched)) {
      if (dead.found() != null) {
        var reason = DeadLetter.header(dead.found(), DeadLetter.REASON);
        return new Finding.Dead(
            dead == deadTagged ? names.tagged() : names.fetched(),
            reason == null ? "no reason is given" : reason);
      }
    }
    for (var one : List.of(untagged, coming, deadTagged, deadFetched)) {
      if (!one.isWhole()) {
        return new Finding.Unsure(
            "of %d articles that wait, %d could be looked at in time"
                .formatted(one.records(), one.seen()));
      }
    }
    return new Finding.Nowhere();
  }
}
