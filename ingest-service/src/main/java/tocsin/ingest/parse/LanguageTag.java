package tocsin.ingest.parse;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Language tags (BCP 47) as documents declare them.
final class LanguageTag {
  private static final int LONGEST = 35;
  private static final Pattern TAG = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*");

  private LanguageTag() {}

  /// The tag; empty where the text is none.
  static Optional<String> of(@Nullable String written) {
    if (written == null || written.length() > 2 * LONGEST) {
      return Optional.empty();
    }
    var tag = written.strip().replace('_', '-');
    return tag.length() <= LONGEST && TAG.matcher(tag).matches()
        ? Optional.of(tag)
        : Optional.empty();
  }
}
