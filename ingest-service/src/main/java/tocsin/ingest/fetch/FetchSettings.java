package tocsin.ingest.fetch;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Limits of one request for a feed.
@ConfigMapping(prefix = "ingest.fetch")
public interface FetchSettings {
  @WithDefault("5s")
  Duration connectTimeout();

  @WithDefault("20s")
  Duration idleTimeout();

  /// From the first redirect to the last byte.
  @WithDefault("45s")
  Duration totalTimeout();

  /// Of the decompressed body.
  @WithDefault("15M")
  MemorySize maxBody();

  @WithDefault("5")
  int maxRedirects();

  /// Names the software and where its operator can be reached.
  @WithDefault("Tocsin/0.1 (feed reader; +https://github.com/tocsin-alerts/tocsin)")
  String userAgent();
}
