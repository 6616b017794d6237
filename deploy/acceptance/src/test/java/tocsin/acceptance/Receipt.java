package tocsin.acceptance;

import java.util.Optional;
import java.util.regex.Pattern;
import tocsin.testing.Hook;
import tocsin.testing.Mail;

/// One copy of an alert at the far end.
///
/// @param id of the webhook message, or the mail's `Message-ID`
/// @param guid of the item it is about
/// @param content the webhook's body, or the mail's text
record Receipt(String id, String guid, String content) {
  private static final Pattern GUID = Pattern.compile("item-\\d{6}");

  static Optional<Receipt> of(Hook hook) {
    return guid(hook.body()).map(guid -> new Receipt(hook.id(), guid, hook.body()));
  }

  /// Empty where the mail is about no item.
  static Optional<Receipt> of(Mail mail) {
    var text = mail.text();
    return guid(text).map(guid -> new Receipt(mail.header("Message-ID"), guid, text));
  }

  static Optional<String> guid(String text) {
    var matcher = GUID.matcher(text);
    return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
  }
}
