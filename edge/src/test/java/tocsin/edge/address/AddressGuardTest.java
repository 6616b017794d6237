package tocsin.edge.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://example.org/",
        "file:///etc/passwd",
        "http://user:pw@example.org/",
        "http://example.org:22/",
        "http://localhost/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://169.254.169.254/latest/",
        "http://100.64.0.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::a9fe:a9fe]/",
        "http://[2002:a9fe:a9fe::1]/",
        "http://[fe80::1]/",
        "http://[2001:0:53aa:64c:0:0:a9fe:a9fe]/",
        "http://metadata.google.internal/",
        "http://printer.local/",
        "http://db.default.svc/",
        "http://intranet/",
        "http:///nohost"
      })
  void judge_refusable_isRefused(String url) {
    assertThat(guard().judge(URI.create(url))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org/feed",
        "http://example.org:8080/",
        "http://93.184.215.14/feed",
        "https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/",
        "https://xn--mnchen-3ya.de/rss"
      })
  void judge_public_passes(String url) {
    assertThat(guard().judge(URI.create(url))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8910/feed, true",
    "http://localhost:8910/feed, false",
    "http://127.1:8910/feed, false",
    "http://[::1]:8910/feed, false",
    "http://127.0.0.1:8911/feed, false",
    "http://user@127.0.0.1:8910/feed, false",
    "http://127.0.0.1/feed, false"
  })
  void judge_allowedPair_isComparedAsWritten(String url, boolean passes) {
    assertThat(guard("127.0.0.1:8910").judge(URI.create(url)).isEmpty()).isEqualTo(passes);
  }

  @Test
  void admit_nameThatBecamePrivate_isRefusedAtConnectTime() {
    var rebinding = new String[] {"93.184.215.14", "127.0.0.1"};
    var turn = new int[1];
    var guard =
        new AddressGuard(
            List.of(), host -> new InetAddress[] {InetAddress.ofLiteral(rebinding[turn[0]++])});
    var url = URI.create("http://rebind.example/");

    assertThat(guard.admit(url)).isInstanceOf(Admission.Admitted.class);
    assertThat(guard.admit(url)).isInstanceOf(Admission.Refused.class);
  }

  @Test
  void admit_mixedAddresses_connectsOnlyToThePublicOne() {
    var guard =
        new AddressGuard(
            List.of(),
            host ->
                new InetAddress[] {
                  InetAddress.ofLiteral("10.0.0.1"), InetAddress.ofLiteral("93.184.215.14")
                });

    assertThat(guard.admit(URI.create("http://mixed.example/")))
        .isEqualTo(new Admission.Admitted(InetAddress.ofLiteral("93.184.215.14"), 80));
  }

  @Test
  void admit_noSuchName_saysSo() {
    var guard =
        new AddressGuard(
            List.of(),
            host -> {
              throw new UnknownHostException(host);
            });

    assertThat(guard.admit(URI.create("http://gone.example/")))
        .isEqualTo(new Admission.Unresolved("gone.example"));
  }

  @Test
  void construct_rangeInsteadOfPair_isRefused() {
    assertThatThrownBy(() -> guard("10.0.0.0/8"))
        .hasMessageContaining("'10.0.0.0/8' is no host:port pair");
  }

  @Test
  void judge_hostileList_isRefusedButTheAllowed() throws IOException {
    var list =
        Path.of(System.getProperty("tocsin.root", ".."), "../shared/hostile/ssrf-urls.jsonl");
    assumeTrue(Files.exists(list), "needs ../shared/hostile, which is not here");
    var guard = new AddressGuard(List.of(), AddressGuardTest::hostile);
    var json = new ObjectMapper();
    for (var line : Files.readAllLines(list)) {
      var row = json.readTree(line);
      var expected = row.get("expect").asText().startsWith("refuse");
      assertThat(refused(guard, row.get("url").asText())).as(line).isEqualTo(expected);
    }
  }

  private static boolean refused(AddressGuard guard, String url) {
    try {
      return guard.admit(new URI(url)) instanceof Admission.Refused;
    } catch (URISyntaxException e) {
      return true;
    }
  }

  /// Stands for a resolver: names of the list that point inward do, the others are public.
  private static InetAddress[] hostile(String host) throws UnknownHostException {
    if (host.matches("[0-9.]+") || host.contains(":")) {
      return new InetAddress[] {InetAddress.ofLiteral(host)};
    }
    boolean inward =
        Stream.of("nip.io", "sslip.io", "localtest.me", "lvh.me", "rebind", "vcap.me", "test")
            .anyMatch(host::contains);
    return new InetAddress[] {InetAddress.ofLiteral(inward ? "127.0.0.1" : "93.184.215.14")};
  }

  private static AddressGuard guard(String... allowed) {
    return new AddressGuard(
        List.of(allowed), host -> new InetAddress[] {InetAddress.ofLiteral("93.184.215.14")});
  }
}
