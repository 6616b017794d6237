package tocsin.alert.account;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/// A row of subscribers: the address, the consent to write to it, and whether it takes mails.
@Entity
@Table(name = "subscriber")
@DynamicUpdate
public class KnownSubscriber extends PanacheEntityBase {
  @Id public String id;

  @Column(updatable = false)
  public String email;

  /// The address in lower case.
  @Column(updatable = false)
  public String emailKey;

  @Column(updatable = false)
  public Instant created;

  public @Nullable Instant confirmed;
  public @Nullable Instant suppressed;
  public int bounces;
  public @Nullable String consent;

  /// For Hibernate, which fills the fields.
  @SuppressWarnings("NullAway.Init")
  protected KnownSubscriber() {}

  static String key(String email) {
    return email.toLowerCase(Locale.ROOT);
  }

  /// Mails may be sent, whatever was before; the first consent stays.
  void consents(String how, Instant now) {
    confirmed = confirmed == null ? now : confirmed;
    consent = consent == null ? how : consent;
    suppressed = null;
    bounces = 0;
  }

  Subscribers.Subscriber subscriber() {
    return new Subscribers.Subscriber(id, email, suppressed);
  }
}
