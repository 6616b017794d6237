package tocsin.alert;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The service's clock, which a test may set ahead and must set right again.
@Alternative
@Priority(1)
@Singleton
public class MovableClock implements InstantSource {
  private volatile Duration ahead = Duration.ZERO;

  @Override
  public Instant instant() {
    return Clock.systemUTC().instant().plus(ahead);
  }

  void ahead(Duration ahead) {
    this.ahead = ahead;
  }
}
