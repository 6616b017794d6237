package tocsin.ingest.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentCodingTest {
  private static final byte[] TEXT = "<rss>text</rss>".repeat(100).getBytes(UTF_8);

  @Test
  void decode_eachCoding_givesTheText() throws IOException {
    assertThat(decode(null, TEXT)).isEqualTo(TEXT);
    assertThat(decode("identity", TEXT)).isEqualTo(TEXT);
    assertThat(decode("gzip", gzip(TEXT))).isEqualTo(TEXT);
    assertThat(decode(" X-GZIP", gzip(TEXT))).isEqualTo(TEXT);
    assertThat(decode("deflate", deflate(TEXT, false))).isEqualTo(TEXT);
    assertThat(decode("deflate", deflate(TEXT, true))).isEqualTo(TEXT);
  }

  @Test
  void decode_severalMembers_giveOneText() throws IOException {
    var members = new ByteArrayOutputStream();
    members.write(gzip(TEXT));
    members.write(gzip(TEXT));

    assertThat(decode("gzip", members.toByteArray())).hasSize(2 * TEXT.length);
  }

  @Test
  void decode_cutOrDamaged_fails() throws IOException {
    var whole = gzip(TEXT);
    var damaged = whole.clone();
    Arrays.fill(damaged, damaged.length - 8, damaged.length, (byte) 0);

    assertThatThrownBy(() -> decode("gzip", Arrays.copyOf(whole, whole.length - 12)))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> decode("gzip", damaged)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> decode("gzip", TEXT)).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "zstd", "gzip, gzip", "x-nothing"})
  void decode_codingNotAskedFor_isNamed(String coding) {
    assertThatThrownBy(() -> decode(coding, TEXT)).hasMessageContaining("'" + coding + "'");
  }

  private static byte[] decode(@Nullable String coding, byte[] packed) throws IOException {
    try (var text = ContentCoding.decode(coding, new ByteArrayInputStream(packed))) {
      return text.readAllBytes();
    }
  }

  private static byte[] gzip(byte[] text) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(text);
    }
    return packed.toByteArray();
  }

  private static byte[] deflate(byte[] text, boolean raw) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (OutputStream out = new DeflaterOutputStream(packed, new Deflater(9, raw))) {
      out.write(text);
    }
    return packed.toByteArray();
  }
}
