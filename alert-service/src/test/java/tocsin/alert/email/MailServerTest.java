package tocsin.alert.email;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MailServerTest {
  private static final Duration PATIENCE = Duration.ofMillis(500);

  /// What is said of a server that opens with these words; empty: it says nothing.
  private static boolean answers(String greeting, boolean tls) throws IOException {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(() -> greet(server, greeting));
      return new MailServer("127.0.0.1", server.getLocalPort(), tls, PATIENCE).answers();
    }
  }

  private static void greet(ServerSocket server, String greeting) {
    try (var client = server.accept()) {
      client.getOutputStream().write(greeting.getBytes(US_ASCII));
      client.getInputStream().readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void answers_whereItIsReady() throws IOException {
    assertThat(answers("220 mail.example ESMTP\r\n", false)).isTrue();
  }

  @Test
  void answers_whereItSendsAway_isFalse() throws IOException {
    assertThat(answers("421 too busy\r\n", false)).isFalse();
  }

  @Test
  void answers_whereItIsSilent_isFalseUnlessItWaitsForTls() throws IOException {
    assertThat(answers("", false)).isFalse();
    assertThat(answers("", true)).isTrue();
  }

  @Test
  void answers_whereNothingListens_isFalse() throws IOException {
    int port;
    try (var server = new ServerSocket(0)) {
      port = server.getLocalPort();
    }
    assertThat(new MailServer("127.0.0.1", port, false, PATIENCE).answers()).isFalse();
  }
}
