package tocsin.alert;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import tocsin.alert.account.Notices;
import tocsin.alert.delivery.Courier;
import tocsin.alert.match.IndexFeed;
import tocsin.alert.replay.Replayer;
import tocsin.alert.subscription.VocabularyReader;
import tocsin.events.TopicSetup;
import tocsin.events.Topics;

/// Starts and ends what runs by itself.
@Singleton
final class Threads {
  private final Node node;
  private final List<Thread> running = new ArrayList<>();

  Threads(Node node) {
    this.node = node;
  }

  void start(
      @Observes StartupEvent started,
      VocabularyReader vocabulary,
      Notices notices,
      IndexFeed feed,
      Courier courier,
      Replayer replayer,
      Housekeeping housekeeping) {
    var tagged = node.prefix() + Topics.TAGGED;
    running.add(
        Thread.ofVirtual()
            .name("topics")
            .start(
                new TopicSetup(
                    node.broker(),
                    List.of(
                        TopicSetup.articles(tagged),
                        TopicSetup.dead(tagged),
                        TopicSetup.compacted(node.prefix() + Topics.VOCABULARY)))));
    Thread.ofPlatform().daemon().name("vocabulary").start(vocabulary);
    running.add(Thread.ofVirtual().name("notices").start(notices));
    running.add(Thread.ofVirtual().name("index").start(feed));
    running.add(Thread.ofVirtual().name("courier").start(courier));
    running.add(Thread.ofVirtual().name("replayer").start(replayer));
    running.add(Thread.ofVirtual().name("housekeeping").start(housekeeping));
  }

  void stop(
      @Observes ShutdownEvent stopping,
      Courier courier,
      Replayer replayer,
      VocabularyReader vocabulary) {
    courier.stop();
    replayer.stop();
    vocabulary.stop();
    running.forEach(Thread::interrupt);
  }
}
