package tocsin.ingest.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.Charset;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CharsetsTest {
  private static final String UTF_8_DECLARED = "<?xml version='1.0' encoding='utf-8'?><t>Café</t>";

  static Stream<Arguments> documents() {
    return Stream.of(
        arguments("nothing said", "<t>Café</t>", UTF_8, null),
        arguments("nothing said, not UTF-8", "<t>Café</t>", ISO_8859_1, null),
        arguments("declared", declared("iso-8859-2", "Łódź"), Charset.forName("iso-8859-2"), null),
        arguments(
            "media type before declaration",
            UTF_8_DECLARED,
            ISO_8859_1,
            "text/xml; charset=ISO-8859-1"),
        arguments(
            "media type quoted",
            "<t>Łódź</t>",
            Charset.forName("iso-8859-2"),
            "text/xml;charset=\"iso-8859-2\""),
        arguments("media type lies", UTF_8_DECLARED, UTF_8, "text/xml; charset=us-ascii"),
        arguments("declaration lies", UTF_8_DECLARED, ISO_8859_1, null),
        arguments("declared UTF-16, is UTF-8", declared("UTF-16", "Café"), UTF_8, null),
        arguments(
            "mark before media type", "\ufeff<t>Café</t>", UTF_8, "text/xml; charset=iso-8859-1"),
        arguments("UTF-16 with mark", "\ufeff<t>Café</t>", UTF_16LE, null),
        arguments("UTF-16 big end first", "\ufeff<t>Café</t>", UTF_16BE, null),
        arguments("UTF-16 without mark", declared("UTF-16LE", "Café"), UTF_16LE, null),
        arguments("UTF-32 with mark", "\ufeff<t>Café</t>", Charset.forName("UTF-32BE"), null),
        arguments("unknown name", declared("x-nonsense", "Café"), UTF_8, null),
        arguments("illegal name", declared("%%%", "Café"), UTF_8, "text/xml; charset=?"),
        arguments(
            "Mac", declared("x-mac-cyrillic", "Новости"), Charset.forName("x-MacCyrillic"), null),
        arguments("Chinese", declared("gb2312", "新闻"), Charset.forName("gb2312"), null),
        arguments("Japanese", declared("Shift_JIS", "ニュース"), Charset.forName("Shift_JIS"), null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void decode_documents_areLegible(
      String name, String text, Charset written, @Nullable String mediaType) {
    var plain = text.startsWith("\ufeff") ? text.substring(1) : text;
    assertThat(Charsets.decode(text.getBytes(written), mediaType)).isEqualTo(plain);
  }

  private static String declared(String charset, String word) {
    return "<?xml version=\"1.0\" encoding=\"" + charset + "\"?><t>" + word + "</t>";
  }
}
