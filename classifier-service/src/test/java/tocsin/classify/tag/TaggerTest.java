package tocsin.classify.tag;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tocsin.classify.vocabulary.Lexicon;
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

  @Test
  void tag_afterAGiantArticle_isAsOfANewTagger() throws VocabularyError {
    var vocabulary = VocabularyFiles.load(Optional.empty());
    var articles =
        vocabulary.themes().values().stream().flatMap(theme -> theme.yes().stream()).toList();
    var giant = new StringBuilder();
    articles.forEach(article -> giant.append(article.text()).append('\n'));
    var used = new Tagger(vocabulary);

    used.tag("Giant", giant.toString().repeat(40), List.of(), "en");

    var last = articles.getLast();
    assertThat(used.tag(last.title(), last.text(), List.of(), last.language()))
        .isEqualTo(
            new Tagger(vocabulary).tag(last.title(), last.text(), List.of(), last.language()));
  }

  @Test
  void tagger_thatIsNoLongerUsed_leavesNothingInTheThread() throws VocabularyError {
    var lexicon = used();

    System.gc();

    assertThat(lexicon.refersTo(null)).isTrue();
  }

  /// The lexicon of a tagger that was used in this thread.
  private static WeakReference<Lexicon> used() throws VocabularyError {
    var vocabulary = VocabularyFiles.load(Optional.empty());
    new Tagger(vocabulary).tag("A model", "The EU AI Act applies to it.", List.of(), "en");
    return new WeakReference<>(vocabulary.lexicon());
  }
}
