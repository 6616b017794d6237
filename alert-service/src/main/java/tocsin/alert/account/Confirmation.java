package tocsin.alert.account;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A mail that asked for consent, known by the hash of the token in its link.
@Entity
@Table(name = "confirmation")
public class Confirmation extends PanacheEntityBase {
  @Id public String tokenHash;

  @Column(updatable = false)
  public String subscriber;

  @Column(updatable = false)
  public Instant asked;

  /// Hash of the origin of whoever asked.
  @Column(updatable = false)
  public String askedFrom;

  public @Nullable Instant used;

  /// For Hibernate, which fills the fields.
  @SuppressWarnings("NullAway.Init")
  protected Confirmation() {}

  boolean isOpen(Instant validSince) {
    return used == null && asked.isAfter(validSince);
  }
}
