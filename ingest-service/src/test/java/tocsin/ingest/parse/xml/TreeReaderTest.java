package tocsin.ingest.parse.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TreeReaderTest {
  @Test
  void read_mixedContent_keepsItsOrder() throws Malformed {
    var root = TreeReader.read("<a>1<b>2<c/>3</b>4<!-- no --><![CDATA[<5>]]><?no?>6<b/>7</a>");
    assertThat(root.text()).isEqualTo("1");
    assertThat(root.children()).extracting(Element::name).containsExactly("b", "b");
    assertThat(root.children()).extracting(Element::tail).containsExactly("4<5>6", "7");
    assertThat(root.value()).isEqualTo("1234<5>67");
    assertThat(root.descendants()).extracting(Element::name).containsExactly("b", "c", "b");
    assertThat(root.children().getFirst().parent()).isSameAs(root);
  }

  @Test
  void read_namespaces_areThoseInScope() throws Malformed {
    var root =
        TreeReader.read(
            "<a xmlns='urn:a' xmlns:p='urn:p' p:x='1' x='2' xml:lang='de'><p:b/><c xmlns=''/></a>");
    assertThat(root.namespace()).isEqualTo("urn:a");
    assertThat(root.declarations()).containsExactly(new Declaration("p", "urn:p"));
    assertThat(root.attribute("x")).isEqualTo("2");
    assertThat(root.attribute("urn:p", "x")).isEqualTo("1");
    assertThat(root.attribute(Element.XML, "lang")).isEqualTo("de");
    assertThat(root.attribute("y")).isNull();
    assertThat(root.children()).extracting(Element::namespace).containsExactly("urn:p", "");
    assertThat(root.children()).extracting(Element::prefix).containsExactly("p", "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<a>¶<b>x</c></a> | line 2, column 7: Unexpected close tag </c>; expected </b>.",
        "<a>¶¶ <b x='1' x='2'/></a> | line 3, column 17: Duplicate attribute 'x'.",
        "<a>&nobody;</a> | line 1, column 11: Undeclared general entity \"nobody\"",
        "<p:a/> | line 1, column 6: Undeclared namespace prefix \"p\"",
        "<a>\u0001</a> | line 1, column 4: Illegal character",
        "<a>&#xFFFF;</a> | Illegal character entity",
        "<a>\uffff</a> | at offset 3",
        "<a/><b/> | line 1",
        "<a> | line 1, column 3: Unexpected EOF; was expecting a close tag for element <a>",
        "a | line 1, column 1: Unexpected character 'a'",
        "<!-- --> | line 1",
        "<!DOCTYPE a><a/> | line 1, column 1: a document type (DOCTYPE) is not read",
        "<!DOCTYPE a SYSTEM 'http://127.0.0.1:1/a.dtd'><a/> | (DOCTYPE) is not read",
        "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hosts'>]><a>&b;</a> | (DOCTYPE) is not read",
      })
  void read_malformed_saysWhatAndWhere(String text, String message) {
    assertThatThrownBy(() -> TreeReader.read(text.replace('¶', '\n')))
        .isInstanceOf(Malformed.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void read_beyondLimits_isRefused(String text, String message) {
    assertThatThrownBy(() -> TreeReader.read(text))
        .isInstanceOf(Malformed.class)
        .hasMessageContaining(message);
  }

  private static Stream<Arguments> hostile() {
    return Stream.of(
            new String[] {
              "<a>".repeat(100_000),
              "line 1, column 769: Maximum Element Depth limit (256) Exceeded"
            },
            new String[] {"<a " + attributes("x") + "/>", "Attribute limit (1000) exceeded"},
            new String[] {"<a " + attributes("xmlns:x") + "/>", "Attribute limit (1000) exceeded"},
            new String[] {
              Stream.of("p", "q", "r")
                  .map(p -> "<a " + attributes("xmlns:" + p, 400) + ">")
                  .collect(Collectors.joining()),
              "more than 1000 prefixes"
            },
            new String[] {
              IntStream.range(0, 1 << 17)
                  .mapToObj(TreeReaderTest::colliding)
                  .collect(Collectors.joining("/><", "<a><", "/></a>")),
              "more than 1000 different names"
            },
            new String[] {"<" + "a".repeat(2_000_000) + "/>", "more than 1000 characters"},
            new String[] {"<a " + "a".repeat(2_000) + "=''/>", "more than 1000 characters"},
            new String[] {"<a><?" + "a".repeat(2_000) + "?></a>", "more than 1000 characters"})
        .map(pair -> Arguments.of((Object[]) pair));
  }

  @Test
  void read_longText_isReadWhole() throws Malformed {
    assertThat(TreeReader.read("<a b='" + "x".repeat(2_000_000) + "'/>").attribute("b"))
        .hasSize(2_000_000);
    assertThat(TreeReader.read("<a>" + "x<!-- -->".repeat(200_000) + "</a>").text())
        .hasSize(200_000);
  }

  /// Names of one hash.
  private static String colliding(int number) {
    return IntStream.range(0, 17)
        .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
        .collect(Collectors.joining());
  }

  private static String attributes(String name) {
    return attributes(name, 1_001);
  }

  private static String attributes(String name, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> name + i + "='v'")
        .collect(Collectors.joining(" "));
  }
}
