package tocsin.ingest.websub;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Whether and how hubs are subscribed to.
@ConfigMapping(prefix = "ingest.websub")
public interface WebSubSettings {
  /// Where hubs reach this service, such as `https://ingest.example.org`; hubs are not asked while
  /// it is not set.
  Optional<URI> publicUrl();

  /// How long a subscription is asked for; hubs may give less.
  @WithDefault("10d")
  Duration lease();

  /// How long a hub may take to verify a request before it is asked again; doubled each time.
  @WithDefault("10m")
  Duration patience();

  /// Between polls of a feed whose hub tells what is new.
  @WithDefault("6h")
  Duration safetyInterval();
}
