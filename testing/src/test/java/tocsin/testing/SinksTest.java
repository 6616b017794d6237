package tocsin.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.subethamail.smtp.client.SmartClient;

class SinksTest {
  private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(new byte[24]);

  @Test
  void hook_isKeptAndVerified() throws Exception {
    try (var sink = new HookSink();
        var client = HttpClient.newHttpClient()) {
      sink.answer("/a", 503);
      var now = Instant.now().getEpochSecond();
      var request =
          HttpRequest.newBuilder(URI.create(sink.url("/a")))
              .header("webhook-id", "1")
              .header("webhook-timestamp", Long.toString(now))
              .header("webhook-signature", new Webhook(SECRET).sign("1", now, "{}"))
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .build();

      assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(503);

      var hook = sink.received("/a").getFirst();
      assertThat(hook.id()).isEqualTo("1");
      assertThat(hook.signedWith(SECRET)).isTrue();
      assertThat(hook.signedWith("whsec_" + "b".repeat(32))).isFalse();
      assertThat(sink.received("/b")).isEmpty();
    }
  }

  @Test
  void mail_isKeptAndRead() throws Exception {
    try (var sink = new MailSink()) {
      var client = SmartClient.createAndConnect("127.0.0.1", sink.port(), "test");
      client.from("tocsin@example.org");
      client.to("a@example.org");
      client.dataStart();
      var mail =
          """
          Subject: =?UTF-8?Q?=C3=9Cber?= uns
          List-Id: one
            two
          Content-Type: text/plain; charset=UTF-8
          Content-Transfer-Encoding: quoted-printable

          =C3=BC=
          ber
          """
              .replace("\n", "\r\n")
              .getBytes(StandardCharsets.UTF_8);
      client.dataWrite(mail, mail.length);
      client.dataEnd();
      client.quit();

      var received = sink.receivedBy("a@example.org").getFirst();
      assertThat(received.subject()).isEqualTo("Über uns");
      assertThat(received.header("List-Id")).isEqualTo("one two");
      assertThat(received.header("Absent")).isEmpty();
      assertThat(received.text().strip()).isEqualTo("über");
      assertThat(received.html()).isEmpty();
    }
  }
}
