package tocsin.classify;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import tocsin.classify.tag.Tagger;
import tocsin.classify.vocabulary.Vocabulary;
import tocsin.classify.vocabulary.VocabularyError;
import tocsin.classify.vocabulary.VocabularyFiles;
import tocsin.classify.vocabulary.VocabularySettings;
import tocsin.classify.vocabulary.VocabularyTopic;

/// The tagger of the version in use. A version is used on the topic's articles only once it stands
/// on the topic `vocabulary`.
public final class CurrentTagger implements Runnable {
  private static final Logger LOG = Logger.getLogger(CurrentTagger.class);

  private final VocabularySettings settings;
  private final VocabularyTopic topic;
  private final CompletableFuture<Void> firstPublished = new CompletableFuture<>();
  private volatile Tagger tagger;

  public CurrentTagger(VocabularySettings settings, VocabularyTopic topic) throws VocabularyError {
    this.settings = settings;
    this.topic = topic;
    this.tagger = new Tagger(VocabularyFiles.load(settings.overlay()));
  }

  public Tagger get() {
    return tagger;
  }

  /// Completes when the first version stands on its topic.
  public CompletableFuture<Void> published() {
    return firstPublished;
  }

  /// Publishes the first version, as often as it takes.
  @Override
  public void run() {
    while (!firstPublished.isDone()) {
      try {
        topic.publish(tagger.vocabulary());
        LOG.infof("vocabulary published version=%s", tagger.vocabulary().version());
        firstPublished.complete(null);
      } catch (KafkaException e) {
        LOG.debugf("vocabulary waits for the broker: %s", e.getMessage());
        if (!pause()) {
          return;
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /// Reads the files again; what is wrong with them leaves the version in use in place.
  public synchronized Vocabulary reload() throws VocabularyError, InterruptedException {
    var vocabulary = VocabularyFiles.load(settings.overlay());
    if (!vocabulary.version().equals(tagger.vocabulary().version())) {
      topic.publish(vocabulary);
      tagger = new Tagger(vocabulary);
      LOG.infof("vocabulary swapped version=%s", vocabulary.version());
    }
    return tagger.vocabulary();
  }

  private static boolean pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(500);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }
}
