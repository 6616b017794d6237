package tocsin.alert.account;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/// Work with entities: it runs on an event loop, where Hibernate Reactive has to, and the caller's
/// (virtual) thread waits.
final class Entities {
  private Entities() {}

  static <T> T inTransaction(Supplier<Uni<T>> work) {
    return await(() -> Panache.withTransaction(work));
  }

  static <T> T inSession(Supplier<Uni<T>> work) {
    return await(() -> Panache.withSession(work));
  }

  private static <T> T await(Supplier<Uni<T>> work) {
    try {
      return VertxContextSupport.subscribeAndAwait(work);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
