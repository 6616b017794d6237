package tocsin.classify.tag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tocsin.classify.vocabulary.VocabularyError;
import tocsin.classify.vocabulary.VocabularyFiles;

class TaggerTest {
  @Test
  void tag_afterOtherArticles_isAsOfANewTagger() throws VocabularyError {
    var vocabulary = VocabularyFiles.load(Optional.empty());
    var used = new Tagger(vocabulary);
    for (var theme : vocabulary.themes().values()) {
      for (var article : theme.yes()) {
        var tags = used.tag(article.title(), article.text(), List.of(), article.language());

        assertThat(tags)
            .isEqualTo(
                new Tagger(vocabulary)
                    .tag(article.title(), article.text(), List.of(), article.language()));
      }
    }
  }
}
