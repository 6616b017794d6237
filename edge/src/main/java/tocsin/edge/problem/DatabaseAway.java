package tocsin.edge.problem;

import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.net.SocketException;
import java.util.Set;
import java.util.stream.Stream;

/// Whether a request failed because PostgreSQL was away, or had no room for it, as the client of
/// Vert.x tells it.
final class DatabaseAway {
  /// Classes of SQLSTATE: connection exception, transaction rollback, insufficient resources,
  /// operator intervention (PostgreSQL, Appendix A).
  private static final Set<String> CLASSES = Set.of("08", "40", "53", "57");

  private DatabaseAway() {}

  static boolean isShownBy(Throwable failure) {
    return Stream.iterate(failure, e -> e != null, Throwable::getCause).anyMatch(DatabaseAway::is);
  }

  private static boolean is(Throwable e) {
    return switch (e) {
      case PgException pg -> pg.getSqlState() != null && isOf(pg.getSqlState());
      // what a pool and its connections fail with has no types of its own
      case VertxException _, NoStackTraceThrowable _, SocketException _, TimeoutException _ -> true;
      default -> false;
    };
  }

  private static boolean isOf(String state) {
    return state.length() == 5 && CLASSES.contains(state.substring(0, 2));
  }
}
