package tocsin.classify.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import tocsin.classify.tag.Tagger;
import tocsin.classify.text.Language;
import tocsin.classify.text.TaggableText;
import tocsin.classify.vocabulary.Theme.Example;
import tocsin.classify.vocabulary.Vocabulary;
import tocsin.classify.vocabulary.VocabularyError;
import tocsin.classify.vocabulary.VocabularyFiles;
import tocsin.text.Fingerprint;
import tocsin.text.HtmlText;

/// `./tocsin bench tag`: how many articles one core tags in a second, and what the steps cost.
///
/// The articles are made of the vocabulary's examples, joined by language to about 1.2 kB.
public final class BenchCommand {
  private static final int BYTES = 1_200;
  private static final Duration WARM_UP = Duration.ofSeconds(4);
  private static final Duration MEASURED = Duration.ofSeconds(3);

  /// An article as it is measured.
  private record Sample(String title, String text, String html) {}

  private BenchCommand() {}

  public static void main(String[] arguments) throws IOException, VocabularyError {
    var vocabulary = VocabularyFiles.load(Optional.empty());
    var tagger = new Tagger(vocabulary);
    var samples = samples(vocabulary);
    Map<String, ToIntFunction<Sample>> steps = new LinkedHashMap<>();
    steps.put(
        "plain text to tags",
        s -> tagger.tag(s.title(), s.text(), List.of(), null).themes().size());
    steps.put(
        "HTML to tags, with fingerprint",
        s -> {
          var text = HtmlText.toText(s.html());
          return tagger.tag(s.title(), text, List.of(), null).themes().size()
              + Fingerprint.of(text).orElse("").length();
        });
    steps.put("  language", s -> Language.of(s.title(), s.text(), null).length());
    steps.put(
        "  sentences and furniture",
        s -> new TaggableText(s.title(), s.text(), List.of()).sentences());
    steps.put(
        "  spotting",
        s -> {
          var found = new int[1];
          vocabulary.lexicon().spotter().spot(s.text(), (start, end, token, v) -> found[0]++);
          return found[0];
        });
    steps.put("  HTML to text", s -> HtmlText.toText(s.html()).length());
    steps.put("  fingerprint", s -> Fingerprint.of(s.text()).orElse("").length());

    double bytes =
        samples.stream()
            .mapToInt(s -> s.text().getBytes(StandardCharsets.UTF_8).length)
            .average()
            .orElse(0);
    System.out.printf(
        Locale.ROOT,
        "%d articles of %.0f bytes on average, %s, one thread%n",
        samples.size(),
        bytes,
        vocabulary.lexicon().spotter());
    List<Map<String, Object>> rows = new ArrayList<>();
    for (var step : steps.entrySet()) {
      run(step.getValue(), samples, WARM_UP);
      double rate = run(step.getValue(), samples, MEASURED);
      System.out.printf(
          Locale.ROOT, "%-32s %9.0f /s %8.1f us%n", step.getKey(), rate, 1_000_000 / rate);
      rows.add(Map.of("step", step.getKey().strip(), "perSecond", Math.round(rate)));
    }
    var file = Path.of(System.getProperty("tocsin.root", "."), "target", "bench", "tag.json");
    Files.createDirectories(file.getParent());
    Files.write(file, new ObjectMapper().writeValueAsBytes(Map.of("rows", rows)));
  }

  private static double run(ToIntFunction<Sample> step, List<Sample> samples, Duration duration) {
    long start = System.nanoTime();
    long done = 0;
    long sum = 0;
    while (System.nanoTime() - start < duration.toNanos()) {
      for (var sample : samples) {
        sum += step.applyAsInt(sample);
      }
      done += samples.size();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (sum == Long.MIN_VALUE) {
      throw new IllegalStateException("nothing was done");
    }
    return done / seconds;
  }

  private static List<Sample> samples(Vocabulary vocabulary) {
    Map<String, List<Example>> byLanguage = new TreeMap<>();
    for (var theme : vocabulary.themes().values()) {
      for (var examples : List.of(theme.yes(), theme.no())) {
        examples.forEach(
            e -> byLanguage.computeIfAbsent(e.language(), l -> new ArrayList<>()).add(e));
      }
    }
    List<Sample> samples = new ArrayList<>();
    byLanguage
        .values()
        .forEach(examples -> {
          var text = new StringBuilder();
          var html = new StringBuilder();
          var title = "";
          for (var example : examples) {
            title = title.isEmpty() ? example.title() : title;
            text.append(text.isEmpty() ? "" : "\n\n").append(example.text());
            html.append("<p>").append(example.text()).append("</p>\n");
            if (text.toString().getBytes(StandardCharsets.UTF_8).length >= BYTES) {
              samples.add(new Sample(title, text.toString(), html.toString()));
              text.setLength(0);
              html.setLength(0);
              title = "";
            }
          }
        });
    return samples;
  }
}
