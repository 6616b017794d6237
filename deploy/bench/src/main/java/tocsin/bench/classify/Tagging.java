package tocsin.bench.classify;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tocsin.bench.classify.Samples.Sample;
import tocsin.classify.actor.ActorTagger;
import tocsin.classify.spot.Concepts;
import tocsin.classify.spot.Hits;
import tocsin.classify.tag.Tagger;
import tocsin.classify.text.Language;
import tocsin.classify.text.TaggableText;
import tocsin.classify.theme.ThemeTagger;
import tocsin.classify.vocabulary.VocabularyError;
import tocsin.classify.vocabulary.VocabularyFiles;
import tocsin.text.Fingerprint;
import tocsin.text.HtmlText;

/// What is done with an article, as a whole and step by step; one operation is one article.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class Tagging {
  /// How many actors there are besides those that are shipped.
  @Param("0")
  public int actors;

  private @Nullable Tagger tagger;
  private @Nullable ActorTagger actorTagger;
  private @Nullable ThemeTagger themeTagger;
  private List<Sample> articles = List.of();
  private List<Sample> news = List.of();
  private List<Spotted> spotted = List.of();

  /// An article that its forms have been found in.
  private record Spotted(TaggableText text, String language, Concepts concepts) {}

  /// Which article a thread is at.
  @State(Scope.Thread)
  public static class Turn {
    private int number;

    <T> T next(List<T> articles) {
      number = number + 1 == articles.size() ? 0 : number + 1;
      return articles.get(number);
    }
  }

  @Setup
  public void read() throws IOException, VocabularyError {
    var shipped = VocabularyFiles.load(Optional.empty());
    articles = Samples.of(shipped).articles();
    news = Samples.labelled().articles();
    tagger =
        new Tagger(
            actors == 0 ? shipped : VocabularyFiles.load(Optional.of(Aliases.overlay(actors))));
    var lexicon = tagger().vocabulary().lexicon();
    actorTagger = new ActorTagger(lexicon);
    themeTagger = new ThemeTagger(lexicon);
    spotted = articles.stream().map(this::spot).toList();
  }

  private Spotted spot(Sample article) {
    var text = new TaggableText(article.title(), article.text(), List.of());
    var language = Language.of(article.title(), article.text(), null);
    return new Spotted(text, language, concepts(text, language));
  }

  private Concepts concepts(TaggableText text, String language) {
    var hits = Hits.in(text, tagger().vocabulary().lexicon(), language);
    return hits.concepts(Objects.requireNonNull(actorTagger).name(hits));
  }

  private Tagger tagger() {
    return Objects.requireNonNull(tagger);
  }

  @Benchmark
  public Object textToTags(Turn turn) {
    var article = turn.next(articles);
    return tagger().tag(article.title(), article.text(), List.of(), null);
  }

  @Benchmark
  public Object newsToTags(Turn turn) {
    var article = turn.next(news);
    return tagger().tag(article.title(), article.text(), List.of(), null);
  }

  @Benchmark
  public Object htmlToTagsAndFingerprint(Turn turn) {
    var article = turn.next(articles);
    var text = HtmlText.toText(article.html());
    var tags = tagger().tag(article.title(), text, List.of(), null);
    return Fingerprint.of(text).orElse("").length() + tags.themes().size();
  }

  @Benchmark
  public Object stepHtmlToText(Turn turn) {
    return HtmlText.toText(turn.next(articles).html());
  }

  @Benchmark
  public Object stepLanguage(Turn turn) {
    var article = turn.next(articles);
    return Language.of(article.title(), article.text(), null);
  }

  @Benchmark
  public Object stepSentences(Turn turn) {
    var article = turn.next(articles);
    return new TaggableText(article.title(), article.text(), List.of());
  }

  @Benchmark
  public int stepSpotting(Turn turn) {
    var found = new int[1];
    var text = turn.next(articles).text();
    tagger().vocabulary().lexicon().spotter().spot(text, (start, end, token, v) -> found[0]++);
    return found[0];
  }

  /// Spotting included.
  @Benchmark
  public Object stepActorsAndConcepts(Turn turn) {
    var article = turn.next(spotted);
    return concepts(article.text(), article.language());
  }

  @Benchmark
  public Object stepThemes(Turn turn) {
    var article = turn.next(spotted);
    return Objects.requireNonNull(themeTagger).tag(article.text(), article.concepts());
  }

  @Benchmark
  public Object stepFingerprint(Turn turn) {
    return Fingerprint.of(turn.next(articles).text());
  }
}
