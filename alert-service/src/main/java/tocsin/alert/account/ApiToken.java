package tocsin.alert.account;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/// A token of the API: whose it is, and the hash it is known by.
@Entity
@Table(name = "api_token")
@DynamicUpdate
public class ApiToken extends PanacheEntityBase {
  /// Its last use is kept about as exactly as anybody wants to know it.
  private static final Duration USE = Duration.ofMinutes(1);

  @Id public String id;

  @Column(updatable = false)
  public String tokenHash;

  /// Null: an analyst's.
  @Column(updatable = false)
  public @Nullable String subscriber;

  @Column(updatable = false)
  public String name;

  @Column(updatable = false)
  public Instant created;

  public @Nullable Instant lastUsed;

  /// For Hibernate, which fills the fields.
  @SuppressWarnings("NullAway.Init")
  protected ApiToken() {}

  ApiToken(String id, String tokenHash, @Nullable String subscriber, String name, Instant created) {
    this.id = id;
    this.tokenHash = tokenHash;
    this.subscriber = subscriber;
    this.name = name;
    this.created = created;
  }

  void used(Instant now) {
    if (lastUsed == null || lastUsed.plus(USE).isBefore(now)) {
      lastUsed = now;
    }
  }

  Caller caller() {
    return subscriber == null ? new Caller.Analyst(id) : new Caller.Member(subscriber);
  }

  Tokens.Described described() {
    return new Tokens.Described(id, name, created, lastUsed);
  }
}
