package tocsin.classify;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import tocsin.classify.tag.Tagger;
import tocsin.classify.vocabulary.Vocabulary;
import tocsin.classify.vocabulary.VocabularyError;
import tocsin.classify.vocabulary.VocabularyFiles;
import tocsin.classify.vocabulary.VocabularySettings;
import tocsin.classify.vocabulary.VocabularyTopic;

/// The tagger of the version in use. A version is used on the topic's articles only once it stands
/// on the topic `vocabulary`; files that cannot be used leave the version in use in place.
public final class CurrentTagger implements Runnable {
  private static final Logger LOG = Logger.getLogger(CurrentTagger.class);

  private final VocabularySettings settings;
  private final VocabularyTopic topic;
  private final CompletableFuture<Void> firstPublished = new CompletableFuture<>();
  private volatile @Nullable Tagger tagger;
  private volatile List<String> problems = List.of();
  private String seen = "";

  public CurrentTagger(VocabularySettings settings, VocabularyTopic topic) {
    this.settings = settings;
    this.topic = topic;
    try {
      seen = VocabularyFiles.state(settings.overlay());
      tagger = new Tagger(VocabularyFiles.load(settings.overlay()));
    } catch (VocabularyError e) {
      refuse(e);
    }
  }

  /// Empty as long as there were no usable files since the start.
  public Optional<Tagger> get() {
    return Optional.ofNullable(tagger);
  }

  /// What is wrong with the files as they were last read.
  public List<String> problems() {
    return problems;
  }

  /// Completes when the first version stands on its topic.
  public CompletableFuture<Void> published() {
    return firstPublished;
  }

  /// Publishes the first version, as often as it takes, then takes up what changes in the files,
  /// until interrupted.
  @Override
  public void run() {
    try {
      while (true) {
        if (!firstPublished.isDone()) {
          publishFirst();
        }
        takeUpChanges();
        TimeUnit.NANOSECONDS.sleep(settings.checkEvery().toNanos());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void publishFirst() throws InterruptedException {
    var first = tagger;
    if (first == null) {
      return;
    }
    try {
      topic.publish(first.vocabulary());
      LOG.infof("vocabulary published version=%s", first.vocabulary().version());
      firstPublished.complete(null);
    } catch (KafkaException e) {
      LOG.debugf("vocabulary waits for the broker: %s", e.getMessage());
    }
  }

  private void takeUpChanges() throws InterruptedException {
    if (VocabularyFiles.state(settings.overlay()).equals(seen)) {
      return;
    }
    try {
      reload();
    } catch (VocabularyError e) {
      LOG.debug("files refused", e);
    } catch (KafkaException e) {
      LOG.warnf("the new vocabulary waits for the broker: %s", e.getMessage());
    }
  }

  /// Reads the files again.
  ///
  /// @throws VocabularyError naming what is wrong with them
  /// @throws KafkaException where the new version could not be published
  public synchronized Vocabulary reload() throws VocabularyError, InterruptedException {
    var state = VocabularyFiles.state(settings.overlay());
    try {
      var vocabulary = VocabularyFiles.load(settings.overlay());
      var before = tagger;
      if (before == null || !vocabulary.version().equals(before.vocabulary().version())) {
        topic.publish(vocabulary);
        tagger = new Tagger(vocabulary);
        firstPublished.complete(null);
        LOG.infof("vocabulary swapped version=%s", vocabulary.version());
      }
      problems = List.of();
      seen = state;
      return vocabulary;
    } catch (VocabularyError e) {
      seen = state;
      refuse(e);
      throw e;
    }
  }

  private void refuse(VocabularyError error) {
    problems = error.problems();
    LOG.errorf("vocabulary refused, %d problems:\n%s", problems.size(), error.getMessage());
  }
}
