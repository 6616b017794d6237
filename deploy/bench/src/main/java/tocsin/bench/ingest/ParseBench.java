package tocsin.bench.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tocsin.ingest.parse.FeedParser;
import tocsin.ingest.parse.Unparsable;

/// Bytes to items, by the service's parser and by Rome as it comes, on the same documents.
///
/// They take turns, so that what else the machine does slows both alike; the first rounds are
/// dropped, the median of the others counts. Before it both must have read the same. Prints its
/// rows as JSON.
final class ParseBench {
  private static final int ROUNDS = 11;
  private static final int WARM_UP = 6;
  private static final long SLICE_NANOS = 1_200_000_000L;
  private static final URI SOURCE = URI.create("https://news.example/rss.xml");
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private ParseBench() {}

  /// What is measured: reads a document and says how many items it had.
  private interface Parser {
    int items(byte[] document) throws IOException, FeedException, Unparsable;
  }

  /// One turn of a parser.
  private record Turn(double perSecond, double perCpuSecond, double kilobytes) {}

  public static void main(String[] arguments) throws IOException, FeedException, Unparsable {
    List<ParseRow> rows = new ArrayList<>();
    for (var document : List.of(Document.of("37 kB", 0), Document.of("108 kB", 190))) {
      expectEqual(document);
      rows.addAll(race(document));
    }
    System.out.println(new ObjectMapper().writeValueAsString(rows));
  }

  private static List<ParseRow> race(Document document)
      throws IOException, FeedException, Unparsable {
    List<Turn> ours = new ArrayList<>();
    List<Turn> romes = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      var our = turn(ParseBench::read, document.bytes());
      var rome = turn(ParseBench::readByRome, document.bytes());
      if (round >= WARM_UP) {
        ours.add(our);
        romes.add(rome);
      }
    }
    var rome = median(romes);
    return List.of(
        row("tocsin", document, median(ours), rome), row("rome 2.1.0", document, rome, rome));
  }

  private static ParseRow row(String parser, Document document, Turn turn, Turn rome) {
    return new ParseRow(
        "parse",
        parser,
        document.name(),
        document.bytes().length,
        turn.perSecond(),
        turn.perCpuSecond(),
        turn.kilobytes(),
        turn.perCpuSecond() / rome.perCpuSecond());
  }

  private static Turn median(List<Turn> turns) {
    return turns.stream()
        .sorted((one, other) -> Double.compare(one.perCpuSecond(), other.perCpuSecond()))
        .toList()
        .get(turns.size() / 2);
  }

  private static Turn turn(Parser parser, byte[] document)
      throws IOException, FeedException, Unparsable {
    long thread = Thread.currentThread().threadId();
    long allocated = THREADS.getThreadAllocatedBytes(thread);
    long cpu = THREADS.getCurrentThreadCpuTime();
    long started = System.nanoTime();
    long nanos;
    int feeds = 0;
    do {
      if (parser.items(document) != Document.ITEMS) {
        throw new IllegalStateException("items were lost");
      }
      feeds++;
      nanos = System.nanoTime() - started;
    } while (nanos < SLICE_NANOS);
    return new Turn(
        feeds * 1e9 / nanos,
        feeds * 1e9 / (THREADS.getCurrentThreadCpuTime() - cpu),
        (THREADS.getThreadAllocatedBytes(thread) - allocated) / 1_000.0 / feeds);
  }

  private static int read(byte[] document) throws Unparsable {
    return FeedParser.parse(document, "application/rss+xml", SOURCE, NOW).items().size();
  }

  private static int readByRome(byte[] document) throws IOException, FeedException {
    try (var reader = new XmlReader(new ByteArrayInputStream(document))) {
      return new SyndFeedInput().build(reader).getEntries().size();
    }
  }

  private static void expectEqual(Document document) throws IOException, FeedException, Unparsable {
    var ours = FeedParser.parse(document.bytes(), "application/rss+xml", SOURCE, NOW).items();
    try (var reader = new XmlReader(new ByteArrayInputStream(document.bytes()))) {
      var romes = new SyndFeedInput().build(reader).getEntries();
      for (int i = 0; i < Document.ITEMS; i++) {
        var our = ours.get(i);
        var rome = romes.get(i);
        boolean same =
            our.title().equals(rome.getTitle())
                && Objects.equals(our.guid(), rome.getUri())
                && Objects.equals(our.link(), rome.getLink())
                && Objects.equals(our.published(), rome.getPublishedDate().toInstant())
                && our.html().contains(rome.getDescription().getValue())
                    == rome.getContents().isEmpty();
        if (!same) {
          throw new IllegalStateException("read otherwise: " + our + "; by Rome: " + rome);
        }
      }
    }
  }
}
