package tocsin.alert.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// API tokens, kept as hashes. Blocks its (virtual) thread.
public final class Tokens {
  static final int PER_SUBSCRIBER = 100;

  private static final String PREFIX = "tocsin_";

  private final InstantSource clock;

  public Tokens(InstantSource clock) {
    this.clock = clock;
  }

  /// A token as its owner sees it: without the token itself.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Described(String id, String name, Instant created, @Nullable Instant lastUsed) {}

  /// A new token; it is told this once.
  public record Issued(String id, String name, String token) {}

  /// The token somebody begins with, or begins again with: however many they have.
  public Issued first(String subscriberId, Instant now) {
    return Entities.inTransaction(() -> issued(subscriberId, "first", now));
  }

  /// An analyst's.
  public Issued issue(String name, Instant now) {
    return Entities.inTransaction(() -> issued(null, name, now));
  }

  /// Empty where the subscriber has as many as they may have. They are counted while the subscriber
  /// is locked, so that of many at once no more are issued.
  public Optional<Issued> issue(String subscriberId, String name, Instant now) {
    return Entities.inTransaction(() ->
        KnownSubscriber.findById(subscriberId, LockModeType.PESSIMISTIC_WRITE)
            .chain(locked -> ApiToken.count("subscriber", subscriberId))
            .chain(count ->
                count < PER_SUBSCRIBER
                    ? issued(subscriberId, name, now).map(Optional::of)
                    : Uni.createFrom().item(Optional.<Issued>empty())));
  }

  private static Uni<Issued> issued(@Nullable String subscriberId, String name, Instant now) {
    var token = PREFIX + Secrets.random(32);
    var id = Secrets.random(12);
    return new ApiToken(id, Secrets.hash(token), subscriberId, name, now)
        .<ApiToken>persist()
        .map(issued -> new Issued(id, name, token));
  }

  public Caller caller(String token) {
    return Entities.inTransaction(() ->
        ApiToken.<ApiToken>find("tokenHash", Secrets.hash(token))
            .firstResult()
            .<Caller>map(found -> {
              if (found == null) {
                return new Caller.Nobody();
              }
              found.used(clock.instant());
              return found.caller();
            }));
  }

  /// @param subscriberId whose; null: the analysts'
  public List<Described> list(@Nullable String subscriberId) {
    return Entities.inSession(() ->
        (subscriberId == null
                ? ApiToken.<ApiToken>list("subscriber IS NULL ORDER BY created")
                : ApiToken.<ApiToken>list("subscriber = ?1 ORDER BY created", subscriberId))
            .map(tokens -> tokens.stream().map(ApiToken::described).toList()));
  }

  public boolean revoke(@Nullable String subscriberId, String id) {
    long revoked =
        Entities.inTransaction(() ->
            subscriberId == null
                ? ApiToken.delete("id = ?1 AND subscriber IS NULL", id)
                : ApiToken.delete("id = ?1 AND subscriber = ?2", id, subscriberId));
    return revoked > 0;
  }
}
