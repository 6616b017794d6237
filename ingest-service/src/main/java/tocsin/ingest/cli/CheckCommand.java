package tocsin.ingest.cli;

import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `feeds check [--json] [--base URL] [--content-type TYPE] FILE_OR_URL...`: prints what each
/// document is read as. Ends with 0 where all were feeds, 1 where one was not, 2 on wrong use.
public final class CheckCommand {
  private static final String USAGE =
      "usage: feeds check [--json] [--base URL] [--content-type TYPE] FILE_OR_URL...";

  private CheckCommand() {}

  /// What was asked for.
  ///
  /// @param base the URL files came from; null where it was not given
  private record Request(
      boolean json, @Nullable URI base, @Nullable String contentType, List<String> documents) {}

  public static void main(String[] arguments) throws InterruptedException {
    System.exit(run(arguments, System.out, System.err));
  }

  static int run(String[] arguments, PrintStream out, PrintStream err) throws InterruptedException {
    Request request;
    try {
      request = request(arguments);
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      err.println(USAGE);
      return 2;
    }
    var print = new PrintStream(out, true, StandardCharsets.UTF_8);
    boolean whole = true;
    try (var source = new DocumentSource(request.base(), request.contentType())) {
      for (var document : request.documents()) {
        var finding = Finding.of(document, source);
        print.println(request.json() ? finding.json() : finding.text());
        whole &= finding.feed() != null;
      }
    }
    return whole ? 0 : 1;
  }

  private static Request request(String[] arguments) {
    var left = new ArrayDeque<>(List.of(arguments));
    boolean json = false;
    URI base = null;
    String contentType = null;
    List<String> documents = new ArrayList<>();
    while (!left.isEmpty()) {
      var argument = left.pop();
      switch (argument) {
        case "--json" -> json = true;
        case "--base" -> base = URI.create(value(argument, left.poll()).strip());
        case "--content-type" -> contentType = value(argument, left.poll());
        default -> {
          if (argument.startsWith("--")) {
            throw new IllegalArgumentException("unknown option " + argument);
          }
          documents.add(argument);
        }
      }
    }
    if (documents.isEmpty()) {
      throw new IllegalArgumentException("no document named");
    }
    return new Request(json, base, contentType, documents);
  }

  private static String value(String option, @Nullable String value) {
    if (value == null) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return value;
  }
}
