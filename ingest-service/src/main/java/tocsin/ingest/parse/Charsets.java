package tocsin.ingest.parse;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Bytes to text in the order of RFC 7303 section 3: byte order mark, `charset` of the media type,
/// declaration, UTF-8, windows-1252; a reading with replacement characters gives way to the next.
final class Charsets {
  private static final Pattern PARAMETER =
      Pattern.compile("charset\\s*=\\s*[\"']?([^\\s;\"']+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern DECLARATION =
      Pattern.compile("<\\?xml[^>]*encoding\\s*=\\s*[\"']([^\"']+)[\"']");

  private Charsets() {}

  static String decode(byte[] body, @Nullable String contentType) {
    var mark = byteOrderMark(body);
    if (mark.isPresent()) {
      var text = new String(body, mark.get());
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    }
    List<Charset> candidates = new ArrayList<>();
    named(PARAMETER, contentType == null ? "" : contentType).ifPresent(candidates::add);
    var head = new String(body, 0, Math.min(body.length, 400), StandardCharsets.ISO_8859_1);
    named(DECLARATION, head).filter(Charsets::readsAscii).ifPresent(candidates::add);
    candidates.add(StandardCharsets.UTF_8);
    candidates.add(Charset.forName("windows-1252"));
    var best = "";
    long fewest = Long.MAX_VALUE;
    for (var charset : candidates) {
      var text = new String(body, charset);
      if (text.indexOf('\ufffd') < 0) {
        return text;
      }
      long unread = text.chars().filter(c -> c == '\ufffd').count();
      if (unread < fewest) {
        best = text;
        fewest = unread;
      }
    }
    return best;
  }

  /// Without the characters that XML forbids.
  static String legal(String text) {
    var kept = new StringBuilder(text.length());
    text.codePoints()
        .filter(c ->
            c >= 0x20 && c != 0xFFFE && c != 0xFFFF && !(c >= 0xD800 && c <= 0xDFFF)
                || c == '\n'
                || c == '\t'
                || c == '\r')
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private static Optional<Charset> byteOrderMark(byte[] b) {
    if (starts(b, 0xEF, 0xBB, 0xBF)) {
      return Optional.of(StandardCharsets.UTF_8);
    }
    if (starts(b, 0xFF, 0xFE, 0, 0)) {
      return Optional.of(Charset.forName("UTF-32LE"));
    }
    if (starts(b, 0, 0, 0xFE, 0xFF)) {
      return Optional.of(Charset.forName("UTF-32BE"));
    }
    if (starts(b, 0xFF, 0xFE) || starts(b, '<', 0, '?', 0)) {
      return Optional.of(StandardCharsets.UTF_16LE);
    }
    if (starts(b, 0xFE, 0xFF) || starts(b, 0, '<', 0, '?')) {
      return Optional.of(StandardCharsets.UTF_16BE);
    }
    return Optional.empty();
  }

  private static boolean starts(byte[] body, int... bytes) {
    if (body.length < bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if ((body[i] & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  /// A declaration that was legible as ASCII cannot mean UTF-16.
  private static boolean readsAscii(Charset charset) {
    return !charset.name().startsWith("UTF-16") && !charset.name().startsWith("UTF-32");
  }

  private static Optional<Charset> named(Pattern pattern, String text) {
    var matcher = pattern.matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    try {
      var name = matcher.group(1);
      return Optional.of(Charset.forName(name.replaceFirst("(?i)^x-mac-?(?=\\w)", "x-Mac")));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }
}
