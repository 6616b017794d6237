package tocsin.alert.sql;

import io.vertx.pgclient.PgException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/// How often work is tried that the server rolls back for the sake of others: deadlocks and
/// serialization failures, class 40 of SQLSTATE. Nothing of such work was done.
enum Repeats {
  /// a statement within a transaction, which only the whole of it can repeat
  NONE(1),
  SOME(6);

  private static final long PAUSE_MS = 50;

  private final int tries;

  Repeats(int tries) {
    this.tries = tries;
  }

  <T> T of(Supplier<T> work) {
    for (int tried = 1; ; tried++) {
      try {
        return work.get();
      } catch (PgException e) {
        if (tried == tries || !isForOthers(e)) {
          throw e;
        }
        pause(tried, e);
      }
    }
  }

  private static boolean isForOthers(PgException e) {
    return e.getSqlState() != null && e.getSqlState().startsWith("40");
  }

  private static void pause(int tried, PgException e) {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(tried * PAUSE_MS));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw e;
    }
  }
}
