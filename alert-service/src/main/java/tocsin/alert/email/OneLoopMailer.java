package tocsin.alert.email;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/// Sends mails from one event loop, whatever thread asks for it.
///
/// Asked by a thread that is no event loop's, the mail client of Vert.x 4 opens a connection on one
/// loop and begins to listen on another: a greeting that comes at once is lost, and the mail waits
/// until its time is over.
public final class OneLoopMailer implements ReactiveMailer {
  private final ReactiveMailer mailer;
  private final Context loop;

  /// @param vertx asked for a context, so to be made where there is none that is a worker's
  public OneLoopMailer(ReactiveMailer mailer, Vertx vertx) {
    this.mailer = mailer;
    this.loop = vertx.getOrCreateContext();
    if (!loop.isEventLoopContext()) {
      throw new IllegalStateException("made on a worker thread");
    }
  }

  @Override
  public Uni<Void> send(Mail... mails) {
    return Uni.createFrom()
        .deferred(() -> mailer.send(mails))
        .runSubscriptionOn(task -> loop.runOnContext(_ -> task.run()));
  }
}
