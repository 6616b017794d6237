package tocsin.alert.replay;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tocsin.alert.history.Bookmark;
import tocsin.alert.history.Chronicle;
import tocsin.alert.history.TimeRange;

/// History as an analyst asked for it once more: what of it, where to, how far it is.
///
/// @param analyst the token that asked for it; null: the operator's
/// @param query as written; null: everything
/// @param hook null where it is downloaded
/// @param rate articles a second; null: as fast as they are taken
/// @param reason why it failed, and what to do; null where it did not
/// @param begin where it began
/// @param end where it ends; what came into the topic later is not in it
record Replay(
    String id,
    @Nullable String analyst,
    Chronicle.By by,
    TimeRange range,
    @Nullable String query,
    @Nullable Hook hook,
    @Nullable Double rate,
    State state,
    @Nullable String reason,
    Bookmark begin,
    Bookmark end,
    Standing standing,
    Instant created,
    @Nullable Instant finished) {

  /// Where its articles are sent to, and the secret that signs them.
  record Hook(URI url, String secret) {}

  enum State {
    running,
    done,
    cancelled,
    failed
  }

  double progress() {
    return state == State.done ? 1 : Bookmark.progress(begin, standing.at(), end);
  }
}
