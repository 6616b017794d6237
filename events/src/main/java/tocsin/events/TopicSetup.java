package tocsin.events;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/// Creates the topics that are not there yet, as the architecture describes them. What exists stays
/// as the operator made it.
public final class TopicSetup implements Runnable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Map<String, Object> broker;
  private final List<NewTopic> topics;

  /// @param broker `bootstrap.servers` and what else an admin client needs
  public TopicSetup(Map<String, Object> broker, List<NewTopic> topics) {
    this.broker = Map.copyOf(broker);
    this.topics = List.copyOf(topics);
  }

  /// Articles are kept for good: they are the history.
  public static NewTopic articles(String name) {
    return topic(name, 4, Map.of("retention.ms", "-1", "max.message.bytes", "1048588"));
  }

  public static NewTopic compacted(String name) {
    return topic(name, 1, Map.of("cleanup.policy", "compact"));
  }

  public static NewTopic dead(String topic) {
    var kept = Long.toString(Duration.ofDays(90).toMillis());
    return topic(
        Topics.dead(topic), 1, Map.of("retention.ms", kept, "max.message.bytes", "1572864"));
  }

  private static NewTopic topic(String name, int partitions, Map<String, String> config) {
    return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(config);
  }

  /// Tries until the broker answers; ends early when its thread is interrupted.
  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try (var admin = Admin.create(broker)) {
        create(admin);
        return;
      } catch (InterruptedException e) {
        return;
      } catch (TimeoutException | ExecutionException e) {
        if (!pause()) {
          return;
        }
      }
    }
  }

  private void create(Admin admin)
      throws InterruptedException, TimeoutException, ExecutionException {
    var there = admin.listTopics().names().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    var missing = topics.stream().filter(topic -> !there.contains(topic.name())).toList();
    for (var creation : admin.createTopics(missing).values().values()) {
      try {
        creation.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
  }

  private static boolean pause() {
    try {
      TimeUnit.SECONDS.sleep(1);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
