package tocsin.alert.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.mailer.Mail;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OneLoopMailerTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void mails_fromWhateverThread_leaveFromOneEventLoop() throws InterruptedException {
    Set<Thread> senders = ConcurrentHashMap.newKeySet();
    var mailer =
        new OneLoopMailer(
            _ -> Uni.createFrom().voidItem().invoke(() -> senders.add(Thread.currentThread())),
            vertx);

    for (int i = 0; i < 20; i++) {
      var sender = Thread.ofVirtual().start(() -> mailer.send(new Mail()).await().indefinitely());
      sender.join();
    }

    assertThat(senders).hasSize(1).allMatch(thread -> thread.getName().contains("eventloop"));
  }
}
