package tocsin.bench.classify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tocsin.classify.cli.LabelledItems;
import tocsin.classify.vocabulary.Theme.Example;
import tocsin.classify.vocabulary.Vocabulary;

/// Articles to be tagged: of about 1.2 kB, made of the examples of the vocabulary, language by
/// language, so that each has many themes; or the longer ones of the labelled items, which are like
/// news.
record Samples(List<Sample> articles) {
  private static final int BYTES = 1_200;

  /// An article as it is measured.
  record Sample(String title, String text, String html) {}

  static Samples of(Vocabulary vocabulary) {
    Map<String, List<Example>> byLanguage = new TreeMap<>();
    for (var theme : vocabulary.themes().values()) {
      for (var examples : List.of(theme.yes(), theme.no())) {
        examples.forEach(
            e -> byLanguage.computeIfAbsent(e.language(), l -> new ArrayList<>()).add(e));
      }
    }
    List<Sample> articles = new ArrayList<>();
    byLanguage.values().forEach(examples -> join(examples, articles));
    return new Samples(articles);
  }

  /// The labelled items below the repository's root.
  static Samples labelled() throws IOException {
    var items =
        Path.of(System.getProperty("tocsin.root", "."))
            .resolve("classifier-service/src/test/resources/labelled/train");
    List<Sample> articles = new ArrayList<>();
    try (var files = Files.newDirectoryStream(items, "long-*.jsonl")) {
      for (var file : files) {
        for (var item : LabelledItems.read(file)) {
          var title = Objects.requireNonNullElse(item.title(), "");
          var text = Objects.requireNonNullElse(item.body(), "");
          articles.add(new Sample(title, text, "<p>" + text + "</p>"));
        }
      }
    }
    return new Samples(articles);
  }

  private static void join(List<Example> examples, List<Sample> articles) {
    var text = new StringBuilder();
    var html = new StringBuilder();
    var title = "";
    for (var example : examples) {
      title = title.isEmpty() ? example.title() : title;
      text.append(text.isEmpty() ? "" : "\n\n").append(example.text());
      html.append("<p>").append(example.text()).append("</p>\n");
      if (bytes(text.toString()) >= BYTES) {
        articles.add(new Sample(title, text.toString(), html.toString()));
        text.setLength(0);
        html.setLength(0);
        title = "";
      }
    }
  }

  double meanBytes() {
    return articles.stream().mapToInt(a -> bytes(a.text())).average().orElse(0);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
