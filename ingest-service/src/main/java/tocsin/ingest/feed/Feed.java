package tocsin.ingest.feed;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A feed of the catalogue and the state of its polls, as the API shows it.
///
/// @param location where it has moved for good and is requested now; null where it has not
/// @param title as the operator named it, else as the feed names itself
/// @param pollEvery the interval the operator set; null where the poller decides
/// @param headers the names of the headers that its requests carry; their values are secrets
/// @param nextPoll null where it is polled no more
/// @param failures polls in a row that brought nothing usable
/// @param items seen so far
/// @param lastItem when a new one was last seen
/// @param formerLanguage what it declared before it declared another language; null where it did
///   not, and once the operator has set the language
/// @param warnings what to look at though polls go well; null where there is nothing
/// @param push how it stands with its hub; null where it has none
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Feed(
    String id,
    String url,
    @Nullable String location,
    @Nullable String title,
    @Nullable String language,
    @Nullable Duration pollEvery,
    Backlog backlog,
    @Nullable List<String> headers,
    Status status,
    Instant registered,
    @Nullable Instant nextPoll,
    @Nullable Instant lastPoll,
    @Nullable Instant lastSuccess,
    int failures,
    @Nullable String lastError,
    long items,
    @Nullable Instant lastItem,
    @Nullable String formerLanguage,
    @Nullable List<String> warnings,
    @Nullable Push push) {

  /// With what depends on the time, and on others.
  Feed at(Instant now, @Nullable Push how) {
    var told = Warnings.of(registered, lastItem, items, formerLanguage, language, now);
    return new Feed(
        id,
        url,
        location,
        title,
        language,
        pollEvery,
        backlog,
        headers,
        status,
        registered,
        nextPoll,
        lastPoll,
        lastSuccess,
        failures,
        lastError,
        items,
        lastItem,
        formerLanguage,
        told.isEmpty() ? null : told,
        how);
  }

  /// What happens with the items that are there when a feed is registered.
  public enum Backlog {
    alert,
    skip
  }

  /// How polling goes.
  public enum Status {
    /// registered, not yet polled
    fresh("new"),
    active("active"),
    /// the last poll brought nothing usable; tried again with growing pauses
    failing("failing"),
    /// answered 410; polled no more
    gone("gone");

    private final String word;

    Status(String word) {
      this.word = word;
    }

    @JsonValue
    public String word() {
      return word;
    }

    public static Status of(String word) {
      for (var status : values()) {
        if (status.word.equals(word)) {
          return status;
        }
      }
      throw new IllegalArgumentException("no status '" + word + "'");
    }
  }
}
