package tocsin.ingest.cli;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tocsin.edge.address.AddressGuard;
import tocsin.ingest.fetch.FeedClient;
import tocsin.ingest.fetch.FetchOutcome;
import tocsin.ingest.fetch.FetchOutcome.Fetched;
import tocsin.ingest.fetch.FetchOutcome.Validators;
import tocsin.ingest.fetch.FetchSettings;

/// Documents from files, and from the web as the service would request them.
final class DocumentSource implements AutoCloseable {
  /// Leads nowhere: relative links of a file without a known origin stay unresolved.
  private static final URI NOWHERE = URI.create("file:///");

  private final @Nullable URI base;
  private final @Nullable String contentType;
  private @Nullable Vertx vertx;

  DocumentSource(@Nullable URI base, @Nullable String contentType) {
    this.base = base;
    this.contentType = contentType;
  }

  /// A document, or why there is none.
  sealed interface Found {
    record Document(byte[] body, @Nullable String contentType, URI base) implements Found {}

    record Missing(String reason) implements Found {}
  }

  Found find(String written) throws InterruptedException {
    if (written.startsWith("http://") || written.startsWith("https://")) {
      return fetched(URI.create(written.strip()));
    }
    try {
      return new Found.Document(
          Files.readAllBytes(Path.of(written)), contentType, base == null ? NOWHERE : base);
    } catch (IOException | InvalidPathException e) {
      return new Found.Missing("the file cannot be read: " + e.getMessage());
    }
  }

  private Found fetched(URI url) throws InterruptedException {
    try (var fetch = client().fetch(url, Validators.NONE)) {
      return found(fetch.outcome());
    }
  }

  private Found found(FetchOutcome outcome) {
    return switch (outcome) {
      case Fetched f ->
          new Found.Document(
              f.body(),
              contentType == null ? f.contentType() : contentType,
              base == null ? f.from() : base);
      case FetchOutcome.NotModified n -> new Found.Missing("the server answered 304");
      case FetchOutcome.Gone g -> new Found.Missing("the server answered 410");
      case FetchOutcome.Throttled(int status, _) ->
          new Found.Missing("the server answered " + status);
      case FetchOutcome.Failed(_, _, var detail) -> new Found.Missing(detail);
    };
  }

  private FeedClient client() {
    var running = vertx == null ? Vertx.vertx() : vertx;
    vertx = running;
    var settings =
        new SmallRyeConfigBuilder()
            .addDefaultSources()
            .withMapping(FetchSettings.class)
            .withConverter(
                io.quarkus.runtime.configuration.MemorySize.class,
                200,
                new io.quarkus.runtime.configuration.MemorySizeConverter())
            .withConverter(
                java.time.Duration.class,
                200,
                new io.quarkus.runtime.configuration.DurationConverter())
            .build()
            .getConfigMapping(FetchSettings.class);
    var guard = new AddressGuard(allowed(), InetAddress::getAllByName);
    return new FeedClient(running, guard, settings, Clock.systemUTC());
  }

  private static List<String> allowed() {
    var pairs = System.getenv("TOCSIN_ALLOWED_ADDRESSES");
    return pairs == null ? List.of() : Arrays.asList(pairs.split(","));
  }

  @Override
  public void close() {
    if (vertx != null) {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }
}
