package tocsin.bench.classify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.ahocorasick.trie.Trie;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.index.memory.MemoryIndex;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.QueryBuilder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tocsin.bench.classify.Samples.Sample;
import tocsin.classify.vocabulary.VocabularyError;
import tocsin.classify.vocabulary.VocabularyFiles;
import tocsin.text.Form;
import tocsin.text.Spotter;

/// The same names looked for in the same articles by other means.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class Spotting {
  /// Who looks for the names.
  public enum Engine {
    SPOTTER,
    /// Aho-Corasick over chars, without regard to case, whole words
    AHOCORASICK,
    /// an index of the one article, asked for one phrase after the other
    LUCENE_MEMORY_INDEX
  }

  @Param({"SPOTTER", "AHOCORASICK", "LUCENE_MEMORY_INDEX"})
  public Engine engine = Engine.SPOTTER;

  @Param("10000")
  public int aliases;

  private List<Sample> articles = List.of();
  private Spotter spotter = Spotter.builder().build();
  private Trie trie = Trie.builder().build();
  private final Analyzer analyzer = new CJKAnalyzer(CharArraySet.EMPTY_SET);
  private List<Query> phrases = List.of();

  @Setup
  public void build() throws IOException, VocabularyError {
    articles = Samples.of(VocabularyFiles.load(Optional.empty())).articles();
    var names = Aliases.of(aliases);
    switch (engine) {
      case SPOTTER -> spotter = spotter(names);
      case AHOCORASICK ->
          trie = Trie.builder().ignoreCase().onlyWholeWords().addKeywords(names).build();
      case LUCENE_MEMORY_INDEX -> {
        var queries = new QueryBuilder(analyzer);
        phrases = new ArrayList<>();
        for (var name : names) {
          phrases.add(queries.createPhraseQuery("text", name));
        }
      }
    }
  }

  static Spotter spotter(List<String> names) {
    var builder = Spotter.builder();
    for (int i = 0; i < names.size(); i++) {
      builder.add(Form.parse(names.get(i)), i);
    }
    return builder.build();
  }

  @Benchmark
  public int spotAliases(Tagging.Turn turn) {
    var text = turn.next(articles).text();
    return switch (engine) {
      case SPOTTER -> {
        var found = new int[1];
        spotter.spot(text, (start, end, token, value) -> found[0]++);
        yield found[0];
      }
      case AHOCORASICK -> trie.parseText(text).size();
      case LUCENE_MEMORY_INDEX -> {
        var index = new MemoryIndex();
        index.addField("text", text, analyzer);
        int found = 0;
        for (var phrase : phrases) {
          found += index.search(phrase) > 0 ? 1 : 0;
        }
        yield found;
      }
    };
  }
}
