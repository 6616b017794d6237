package tocsin.alert.email;

import java.util.Set;
import java.util.regex.Pattern;
import tocsin.alert.delivery.Attempt;
import tocsin.alert.delivery.Attempt.Deferred;
import tocsin.alert.delivery.Attempt.Reason;
import tocsin.alert.delivery.Attempt.Refused;

/// What a mail server's refusal means: for the recipient, for this mail, or for how we are set up.
///
/// @param stage what was refused, as the mail client words it
/// @param code of RFC 5321; 0 where there was none
/// @param text of the reply, on one line
record SmtpReply(String stage, int code, String text) {
  /// Authentication and encryption: they speak of this server's set-up.
  private static final Set<Integer> SETUP = Set.of(530, 534, 535, 538);

  /// RFC 3463: 5.1 and 5.2 speak of address and mailbox, other subjects of the mail or of policy.
  private static final Pattern ENHANCED = Pattern.compile("5\\.(\\d{1,3})\\.\\d{1,3}");

  /// A sender that is refused is ours to mend, and says nothing about any recipient.
  Attempt meaning() {
    if (code >= 400 && code < 500) {
      return new Deferred(Reason.throttled, code, text, null);
    }
    if (code < 500 || code > 599 || SETUP.contains(code) || stage.startsWith("sender")) {
      return new Deferred(Reason.server, code == 0 ? null : code, text, null);
    }
    var enhanced = ENHANCED.matcher(text);
    boolean mailbox =
        !enhanced.find() || enhanced.group(1).equals("1") || enhanced.group(1).equals("2");
    return new Refused(mailbox ? Reason.client : Reason.policy, code, text, false);
  }
}
