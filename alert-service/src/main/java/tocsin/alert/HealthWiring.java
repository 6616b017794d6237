package tocsin.alert;

import io.smallrye.health.api.HealthGroup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import tocsin.alert.email.MailServer;
import tocsin.alert.match.IndexFeed;
import tocsin.alert.match.SubscriptionIndex;
import tocsin.alert.subscription.KnownWords;

/// Builds what tells whether this service is ready, and whether what it depends on answers.
@Singleton
final class HealthWiring {
  private static final Duration GREETING = Duration.ofSeconds(3);

  @Produces
  @Readiness
  HealthCheck vocabularyWhole(KnownWords.Current words) {
    return () -> HealthCheckResponse.named("vocabulary").status(words.get() != null).build();
  }

  @Produces
  @Readiness
  HealthCheck indexWhole(IndexFeed feed, SubscriptionIndex index) {
    return () ->
        HealthCheckResponse.named("index")
            .status(feed.isWhole())
            .withData("subscriptions", index.size())
            .build();
  }

  /// Whether the mail server answers. In the group `dependencies`, not in readiness: a restart
  /// mends no mail server.
  @Produces
  @HealthGroup("dependencies")
  HealthCheck mailServer(
      @ConfigProperty(name = "quarkus.mailer.host", defaultValue = "localhost") String mailHost,
      @ConfigProperty(name = "quarkus.mailer.port") OptionalInt port,
      @ConfigProperty(name = "quarkus.mailer.tls", defaultValue = "false") boolean tls,
      @ConfigProperty(name = "quarkus.mailer.mock", defaultValue = "false") boolean mock) {
    var server = new MailServer(mailHost, port.orElse(tls ? 465 : 25), tls, GREETING);
    return () -> HealthCheckResponse.named("smtp").status(mock || server.answers()).build();
  }
}
