package tocsin.ingest.fetch;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Every way a request for a feed can end.
public sealed interface FetchOutcome {
  /// What to send back next time, byte for byte as the server wrote it.
  record Validators(@Nullable String etag, @Nullable String lastModified) {
    public static final Validators NONE = new Validators(null, null);
    private static final int LONGEST = 2_000;

    /// Without those that are too long to be sent with every request.
    public static Validators of(@Nullable String etag, @Nullable String lastModified) {
      return new Validators(bounded(etag), bounded(lastModified));
    }

    private static @Nullable String bounded(@Nullable String value) {
      return value == null || value.length() > LONGEST ? null : value;
    }
  }

  /// @param from the URL that answered, after redirects
  /// @param fresh how long the server calls the answer fresh; null where it does not say
  /// @param links the values of its `Link` headers
  record Fetched(
      byte[] body,
      @Nullable String contentType,
      URI from,
      Validators validators,
      @Nullable Duration fresh,
      List<String> links)
      implements FetchOutcome {
    public Fetched {
      links = List.copyOf(links);
    }
  }

  record NotModified(@Nullable Duration fresh) implements FetchOutcome {}

  /// 429, 503, or another refusal that names a time; `after` is zero where the server named none.
  record Throttled(int status, Duration after) implements FetchOutcome {}

  /// 410: the publisher asks never to be polled here again.
  record Gone() implements FetchOutcome {}

  /// @param status of HTTP, 0 where there was no answer
  record Failed(Reason reason, int status, String detail) implements FetchOutcome {}

  /// Why a request failed.
  enum Reason {
    refused_address,
    unresolved,
    connect,
    timeout,
    too_large,
    redirects,
    status,
    protocol
  }
}
