package tocsin.alert.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
  private static final Path HOSTILE =
      Path.of(
              System.getProperty(
                  "tocsin.shared", System.getProperty("tocsin.root", "..") + "/../shared"),
              "hostile/email-addresses.jsonl")
          .normalize();

  @ParameterizedTest
  @CsvSource({
    "a@example.org, a@example.org",
    "Ada.Lovelace+ai@Example.ORG, Ada.Lovelace+ai@example.org",
    "a@bücher.example, a@xn--bcher-kva.example",
    "üser@example.org, üser@example.org"
  })
  void parse_anAddress_isKeptWithItsDomainInAscii(String written, String address) {
    assertThat(EmailAddress.parse(written)).contains(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "@example.org",
        "a@",
        "a@localhost",
        "a@example.org\r\nBcc: v@evil.example",
        "a@example.org, b@example.org",
        "A <a@example.org>",
        "a@b@example.org",
        "a..b@example.org",
        "a@example..org",
        "a@[127.0.0.1]",
        "a@127.0.0.1",
        "a\u760d\u760a@example.org",
        "a@example.org\u010a",
        "a\u0120b@example.org",
        "a\u0440\u4e40x@example.org"
      })
  void parse_anythingElse_isRefused(String written) {
    assertThat(EmailAddress.parse(written)).isEmpty();
  }

  @Test
  void parse_theHostileAddresses_isAsExpected() throws IOException {
    assumeTrue(Files.exists(HOSTILE), "needs ../shared/hostile, not here");
    var json = new ObjectMapper();
    for (var line : Files.readAllLines(HOSTILE)) {
      var one = json.readTree(line);
      var address = one.get("address").asText();
      switch (one.get("expect").asText()) {
        case "allow" -> assertThat(EmailAddress.parse(address)).as(line).isPresent();
        case "refuse" -> assertThat(EmailAddress.parse(address)).as(line).isEmpty();
        default ->
            EmailAddress.parse(address)
                .ifPresent(kept -> assertThat(kept).as(line).doesNotContainAnyWhitespaces());
      }
    }
  }
}
