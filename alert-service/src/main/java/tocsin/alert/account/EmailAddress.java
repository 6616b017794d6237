package tocsin.alert.account;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Addresses that mails are sent to: one plain addr-spec of RFC 5321, without quotes, comments or
/// names around it, so that nothing in it can become a header or a second recipient.
public final class EmailAddress {
  private static final Pattern LOCAL =
      Pattern.compile("[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+(\\.[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*");
  private static final Pattern DOMAIN =
      Pattern.compile(
          "([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]");

  private EmailAddress() {}

  /// @return the address with its domain in ASCII and lower case; empty where it is none
  public static Optional<String> parse(String written) {
    int at = written.lastIndexOf('@');
    if (at <= 0 || written.length() > 254 || at > 64) {
      return Optional.empty();
    }
    var local = written.substring(0, at);
    var domain = written.substring(at + 1);
    if (!LOCAL.matcher(local).matches() || !written.chars().allMatch(EmailAddress::harmless)) {
      return Optional.empty();
    }
    try {
      var ascii = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
      return DOMAIN.matcher(ascii).matches() && ascii.length() <= 253
          ? Optional.of(local + "@" + ascii)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// A character whose low byte is a control character, a space or an at sign becomes one where a
  /// mailer cuts it to bytes.
  private static boolean harmless(int c) {
    return c < 128 || (c & 0xFF) > 0x20 && (c & 0xFF) != 0x7F && (c & 0xFF) != '@';
  }
}
