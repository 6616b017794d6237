package tocsin.classify;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.reactive.messaging.Channel;
import tocsin.classify.vocabulary.VocabularySettings;
import tocsin.classify.vocabulary.VocabularyTopic;
import tocsin.edge.dead.DeadLetters;
import tocsin.events.TopicSetup;
import tocsin.events.Topics;

/// Builds the objects of this service and starts what runs by itself.
@Singleton
final class Wiring {
  private final String brokers;
  private final String prefix;
  private final List<Thread> threads = new ArrayList<>();

  Wiring(
      @ConfigProperty(name = "kafka.bootstrap.servers") String brokers,
      @ConfigProperty(name = "tocsin.topic-prefix") Optional<String> prefix) {
    this.brokers = brokers;
    this.prefix = prefix.orElse("");
  }

  @Produces
  @Singleton
  InstantSource clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  CurrentTagger tagger(VocabularySettings settings) {
    return new CurrentTagger(
        settings,
        new VocabularyTopic(prefix + Topics.VOCABULARY, Map.of("bootstrap.servers", brokers)));
  }

  @Produces
  @Singleton
  DeadLetters deadLetters(@Channel("articles-fetched-dead") MutinyEmitter<byte[]> topic) {
    return new DeadLetters(topic, "classifier-service");
  }

  @Produces
  @Singleton
  ClassifyMetrics metrics(MeterRegistry registry, CurrentTagger tagger) {
    return new ClassifyMetrics(registry, () -> tagger.problems().size());
  }

  @Produces
  @Readiness
  HealthCheck vocabulary(CurrentTagger tagger) {
    return () -> {
      var health = HealthCheckResponse.named("vocabulary").status(tagger.get().isPresent());
      tagger.get().ifPresent(t -> health.withData("version", t.vocabulary().version()));
      if (!tagger.problems().isEmpty()) {
        health.withData("refused", String.join("\n", tagger.problems()));
      }
      return health.build();
    };
  }

  void start(@Observes StartupEvent started, CurrentTagger tagger) {
    var fetched = prefix + Topics.FETCHED;
    var tagged = prefix + Topics.TAGGED;
    var topics =
        new TopicSetup(
            Map.of("bootstrap.servers", brokers),
            List.of(
                TopicSetup.articles(fetched),
                TopicSetup.articles(tagged),
                TopicSetup.dead(fetched),
                TopicSetup.compacted(prefix + Topics.VOCABULARY)));
    threads.add(
        Thread.ofVirtual()
            .name("vocabulary")
            .start(() -> {
              topics.run();
              tagger.run();
            }));
  }

  void stop(@Observes ShutdownEvent stopping) {
    threads.forEach(Thread::interrupt);
  }
}
