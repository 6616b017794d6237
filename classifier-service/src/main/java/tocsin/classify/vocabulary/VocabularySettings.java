package tocsin.classify.vocabulary;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Where the vocabulary comes from.
@ConfigMapping(prefix = "classifier.vocabulary")
public interface VocabularySettings {
  /// A directory of the operator's own files, laid out like the shipped ones.
  Optional<Path> overlay();

  /// How often it is looked whether they have changed.
  @WithDefault("2s")
  Duration checkEvery();
}
