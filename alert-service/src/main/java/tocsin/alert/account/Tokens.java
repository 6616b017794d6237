package tocsin.alert.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// API tokens, kept as hashes. Blocks its (virtual) thread.
public final class Tokens {
  private static final String PREFIX = "tocsin_";

  private final Pool pool;

  public Tokens(Pool pool) {
    this.pool = pool;
  }

  /// A token as its owner sees it: without the token itself.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Described(String id, String name, Instant created, @Nullable Instant lastUsed) {}

  /// A new token; it is told this once.
  public record Issued(String id, String name, String token) {}

  /// @param subscriberId whose; null: an analyst's
  public Issued issue(@Nullable String subscriberId, String name, Instant now) {
    var token = PREFIX + Secrets.random(32);
    var id = Secrets.random(12);
    run(
        "INSERT INTO api_token (id, token_hash, subscriber, name, created) VALUES ($1, $2, $3, $4, $5)",
        id,
        Secrets.hash(token),
        subscriberId,
        name,
        now.atOffset(ZoneOffset.UTC));
    return new Issued(id, name, token);
  }

  public Caller caller(String token) {
    var rows =
        run(
            """
            UPDATE api_token SET last_used = now() WHERE token_hash = $1
            RETURNING id, subscriber\
            """,
            Secrets.hash(token));
    for (var row : rows) {
      var subscriber = row.getString("subscriber");
      return subscriber == null
          ? new Caller.Analyst(row.getString("id"))
          : new Caller.Member(subscriber);
    }
    return new Caller.Nobody();
  }

  /// @param subscriberId whose; null: the analysts'
  public List<Described> list(@Nullable String subscriberId) {
    List<Described> tokens = new ArrayList<>();
    for (var row :
        run(
            "SELECT * FROM api_token WHERE subscriber IS NOT DISTINCT FROM $1 ORDER BY created",
            subscriberId)) {
      var used = row.getOffsetDateTime("last_used");
      tokens.add(
          new Described(
              row.getString("id"),
              row.getString("name"),
              row.getOffsetDateTime("created").toInstant(),
              used == null ? null : used.toInstant()));
    }
    return tokens;
  }

  public boolean revoke(@Nullable String subscriberId, String id) {
    return run(
                "DELETE FROM api_token WHERE id = $1 AND subscriber IS NOT DISTINCT FROM $2",
                id,
                subscriberId)
            .rowCount()
        > 0;
  }

  private RowSet<Row> run(String sql, @Nullable Object... values) {
    return pool.preparedQuery(sql).executeAndAwait(Tuple.from(Arrays.asList(values)));
  }
}
