package tocsin.ingest.publish;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tocsin.ingest.feed.DueFeed;
import tocsin.ingest.fetch.FetchOutcome;
import tocsin.ingest.fetch.FetchOutcome.Validators;
import tocsin.ingest.parse.ParsedFeed;

/// Everything one poll brought.
///
/// @param fetched how the request ended
/// @param word the poll's outcome in a word, also its metric label
/// @param error what kept it from bringing anything usable; null where it did
/// @param moved where it was redirected to for good; null where it was not
/// @param reading null where no new document was read
public record PollResult(
    DueFeed feed,
    Instant started,
    int millis,
    FetchOutcome fetched,
    String word,
    @Nullable Integer httpStatus,
    @Nullable String error,
    @Nullable URI moved,
    @Nullable Reading reading) {

  /// A document that was fetched whole.
  ///
  /// @param document null where it is, byte for byte, the one read before
  /// @param furniture of the feed after this document
  public record Reading(
      String bodyHash,
      Validators validators,
      @Nullable ParsedFeed document,
      Set<String> furniture,
      List<Candidate> candidates) {
    public Reading {
      furniture = Set.copyOf(furniture);
      candidates = List.copyOf(candidates);
    }
  }

  public Instant ended() {
    return started.plusMillis(millis);
  }

  /// What the history of polls tells beside the outcome.
  @Nullable String detail() {
    var document = reading == null ? null : reading.document();
    boolean cut = document != null && document.items().size() >= ParsedFeed.MOST_ITEMS;
    return cut ? "only the first " + ParsedFeed.MOST_ITEMS + " items are read" : error;
  }

  List<Candidate> candidates() {
    return reading == null ? List.of() : reading.candidates();
  }
}
