package tocsin.ingest.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Damaged documents end as a feed or as [Unparsable], soon. `-Dfuzz.rounds=1000000` runs longer,
/// `-Dfuzz.documents=DIR` damages the files of a directory as well.
class FeedParserFuzzTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  private static final URI BASE = URI.create("https://news.example/rss.xml");
  private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 2_000);
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private static final List<String> OWN =
      List.of(
          """
          <?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">
          <channel><title>News &amp; more</title><link>https://a.example/</link><ttl>60</ttl>
          <item><title><![CDATA[One <b>bold</b>]]></title><guid isPermaLink="false">1</guid>
          <pubDate>Tue, 18 Nov 2025 10:11:12 +0100</pubDate><dc:creator>Ann</dc:creator>
          <description>&lt;p&gt;Text&lt;/p&gt;</description></item></channel></rss>
          """,
          """
          <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>T</title><entry><id>urn:1</id>
          <title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Zwölf</div></title>
          <link href="/a"/><updated>2025-11-18T10:11:12Z</updated><content type="html">x</content></entry></feed>
          """,
          """
          <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
          <channel rdf:about="https://a.example/"><title>新闻</title></channel>
          <item rdf:about="https://a.example/1"><title>一</title><link>https://a.example/1</link></item></rdf:RDF>
          """,
          """
          {"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [
          {"id": "1", "url": "https://a.example/1", "content_html": "<p>x</p>", "date_published": "2025-11-18"}]}
          """);

  @Test
  void parse_damagedDocuments_endWell() throws IOException {
    var documents = documents();
    long seed = Long.getLong("fuzz.seed", 20_260_601L);
    var failures = new ConcurrentLinkedQueue<String>();
    var slowest = new LongAccumulator(Math::max, 0);
    var done = new AtomicInteger();
    IntStream.range(0, ROUNDS)
        .parallel()
        .forEach(round -> {
          var document = damaged(documents, new Random(seed + round));
          long started = CPU.getCurrentThreadCpuTime();
          failure(document).ifPresent(failure -> failures.add((seed + round) + ": " + failure));
          slowest.accumulate(CPU.getCurrentThreadCpuTime() - started);
          if (done.incrementAndGet() % 50_000 == 0) {
            System.out.printf(
                "%d read, slowest %s, heap %d MB, failures %s%n",
                done.get(), Duration.ofNanos(slowest.get()), heapMegabytes(), failures);
          }
        });
    assertThat(failures).as("by their seeds").isEmpty();
    assertThat(Duration.ofNanos(slowest.get())).isLessThan(LONGEST);
  }

  private static long heapMegabytes() {
    System.gc();
    var runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }

  private static Optional<String> failure(byte[] document) {
    try {
      FeedParser.parse(document, null, BASE, NOW);
      return Optional.empty();
    } catch (Unparsable expected) {
      return Optional.empty(); // what a damaged document may come to
    } catch (Throwable anythingElse) {
      return Optional.of(anythingElse.toString());
    }
  }

  /// Bits flipped, bytes cut out, pieces of other documents spliced in, pieces repeated.
  private static byte[] damaged(List<byte[]> documents, Random random) {
    var document = documents.get(random.nextInt(documents.size())).clone();
    for (int i = random.nextInt(1, 6); i > 0 && document.length > 1; i--) {
      int at = random.nextInt(document.length);
      int end = at + random.nextInt(Math.min(200, document.length - at));
      document =
          switch (random.nextInt(5)) {
            case 0 -> flipped(document, at, random);
            case 1 -> joined(document, at, new byte[0], end);
            case 2 -> joined(document, at, document.clone(), end);
            case 3 -> joined(document, at, piece(documents, random), end);
            default -> Arrays.copyOf(document, Math.max(1, at));
          };
    }
    return document;
  }

  private static byte[] flipped(byte[] document, int at, Random random) {
    document[at] ^= (byte) (1 << random.nextInt(8));
    return document;
  }

  private static byte[] piece(List<byte[]> documents, Random random) {
    var other = documents.get(random.nextInt(documents.size()));
    int from = random.nextInt(other.length);
    return Arrays.copyOfRange(
        other, from, from + random.nextInt(Math.min(500, other.length - from)));
  }

  private static byte[] joined(byte[] document, int at, byte[] middle, int from) {
    int most = Math.min(middle.length, 100_000);
    var joined = new byte[at + most + document.length - from];
    System.arraycopy(document, 0, joined, 0, at);
    System.arraycopy(middle, 0, joined, at, most);
    System.arraycopy(document, from, joined, at + most, document.length - from);
    return joined;
  }

  private static List<byte[]> documents() throws IOException {
    var directory = System.getProperty("fuzz.documents");
    if (directory == null) {
      return OWN.stream().map(text -> text.getBytes(UTF_8)).toList();
    }
    try (var files = Files.walk(Path.of(directory))) {
      return files
          .filter(file -> Files.isRegularFile(file) && file.toFile().length() > 1)
          .sorted()
          .map(FeedParserFuzzTest::bytes)
          .toList();
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
