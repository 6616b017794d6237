package tocsin.ingest.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// How a body was packed for its way: by nothing, gzip, or deflate, which some servers send without
/// its wrapping. A body that is cut or damaged is an error.
final class ContentCoding {
  /// What requests ask for.
  static final String ACCEPTED = "gzip, deflate";

  private ContentCoding() {}

  /// @param coding the header `Content-Encoding`; null where there is none
  static InputStream decode(@Nullable String coding, InputStream packed) throws IOException {
    return switch (coding == null ? "" : coding.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> packed;
      case "gzip", "x-gzip" -> new GZIPInputStream(packed);
      case "deflate" -> inflate(packed);
      default ->
          throw new ZipException(
              "its content coding '" + coding + "' is none of those asked for: " + ACCEPTED);
    };
  }

  private static InputStream inflate(InputStream packed) throws IOException {
    var ahead = new PushbackInputStream(packed, 2);
    var head = ahead.readNBytes(2);
    ahead.unread(head);
    boolean wrapped =
        head.length == 2
            && (head[0] & 0x0F) == 8
            && ((head[0] & 0xFF) * 256 + (head[1] & 0xFF)) % 31 == 0;
    return new InflaterInputStream(ahead, new Inflater(!wrapped));
  }
}
