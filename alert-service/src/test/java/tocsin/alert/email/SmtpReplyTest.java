package tocsin.alert.email;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tocsin.alert.delivery.Attempt;

class SmtpReplyTest {
  @ParameterizedTest
  @CsvSource({
    "recipient address not accepted, 550, 550 5.1.1 no such user, refused client",
    "recipient address not accepted, 550, 550 no such user, refused client",
    "recipient address not accepted, 552, 552 5.2.2 mailbox full for good, refused client",
    "recipient address not accepted, 550, 550 5.7.1 relaying denied, refused policy",
    "sending data failed, 552, 552 5.3.4 too big, refused policy",
    "sending data failed, 554, 554 5.6.0 content rejected, refused policy",
    "recipient address not accepted, 451, 451 4.3.0 try later, deferred throttled",
    "recipient address not accepted, 452, 452 4.2.2 mailbox full, deferred throttled",
    "connection, 421, 421 too busy, deferred throttled",
    "sender address not accepted, 550, 550 5.1.8 bad sender, deferred server",
    "sender address not accepted, 553, 553 no, deferred server",
    "AUTH PLAIN failed, 535, 535 5.7.8 credentials invalid, deferred server",
    "x, 530, 530 5.7.0 must issue STARTTLS, deferred server",
    "x, 0, '', deferred server"
  })
  void meaning_tellsRecipientFromMailFromSetup(String stage, int code, String text, String means) {
    var meaning =
        switch (new SmtpReply(stage, code, text).meaning()) {
          case Attempt.Delivered d -> "delivered";
          case Attempt.Deferred d -> "deferred " + d.reason();
          case Attempt.Refused r -> "refused " + r.reason();
        };
    assertThat(meaning).isEqualTo(means);
  }
}
