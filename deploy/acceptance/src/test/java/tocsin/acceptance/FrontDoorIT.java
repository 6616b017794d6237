package tocsin.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands that need no running stack, as a user types them. The checkout is another one, of links
/// to what has been built, so that nothing is built again.
@Order(0)
class FrontDoorIT {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final List<String> LINKED =
      List.of(
          "pom.xml",
          "ingest-service",
          "classifier-service",
          "alert-service",
          "deploy",
          "events",
          "text",
          "edge");

  @TempDir Path checkout;

  @BeforeEach
  void link() throws IOException {
    Files.copy(ROOT.resolve("tocsin"), checkout.resolve("tocsin"));
    for (var name : LINKED) {
      Files.createSymbolicLink(checkout.resolve(name), ROOT.resolve(name));
    }
    Files.createFile(Files.createDirectory(checkout.resolve("target")).resolve("built"));
  }

  /// How a command ended.
  private record Ended(int status, String output, String errors) {}

  private Ended tocsin(String input, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", checkout.resolve("tocsin").toString()));
    command.addAll(List.of(arguments));
    var output = checkout.resolve("output");
    var errors = checkout.resolve("errors");
    var process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    try (var to = process.outputWriter(UTF_8)) {
      to.write(input);
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), Files.readString(output), Files.readString(errors));
  }

  @Test
  void feedsCheck_ofAnAddress_tellsWhatComesOfIt() throws Exception {
    var ended = tocsin("", "feeds", "check", "http://127.0.0.1:8080/feed");

    assertThat(ended.output()).startsWith("http://127.0.0.1:8080/feed: no feed: ");
    assertThat(ended.errors()).isEmpty();
    assertThat(ended.status()).isOne();
  }

  @Test
  void classify_tagsWhatItIsGiven() throws Exception {
    var ended =
        tocsin(
            """
            {"id": "a", "title": "EU AI Act: fines for OpenAI", "body": "Brussels fines OpenAI under the AI Act.", "body_type": "text"}
            """,
            "classify");

    assertThat(ended.output()).contains("\"id\":\"a\"", "openai");
    assertThat(ended.errors()).isEmpty();
    assertThat(ended.status()).isZero();
  }

  @Test
  void anythingElse_isRefusedWithAListOfCommands() throws Exception {
    var ended = tocsin("", "dmeo");

    assertThat(ended.errors()).contains("unknown: dmeo", "./tocsin demo");
    assertThat(ended.status()).isEqualTo(2);
  }
}
