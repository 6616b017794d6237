package tocsin.classify.vocabulary;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/// Where the vocabulary comes from.
@ConfigMapping(prefix = "classifier.vocabulary")
public interface VocabularySettings {
  /// A directory of the operator's own files, laid out like the shipped ones.
  Optional<Path> overlay();
}
