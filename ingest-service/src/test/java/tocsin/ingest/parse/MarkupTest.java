package tocsin.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tocsin.ingest.parse.xml.Malformed;
import tocsin.ingest.parse.xml.TreeReader;

class MarkupTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a &lt; b | a &lt; b",
        "<p class='a\"b'>x</p>y | <p class=\"a&quot;b\">x</p>y",
        "<br/>x<img src='a.png'/> | <br>x<img src=\"a.png\">",
        "<a id='top'/>x<script src='a.js'/>y | <a id=\"top\"></a>x<script src=\"a.js\"></script>y",
        "<h:p xmlns:h='http://www.w3.org/1999/xhtml'>x<h:b>y</h:b></h:p> | <p>x<b>y</b></p>",
        "<m:mi xmlns:m='http://www.w3.org/1998/Math/MathML'>x</m:mi> | <m:mi>x</m:mi>",
        "<b><![CDATA[1 < 2]]></b><!-- no --> | <b>1 &lt; 2</b>",
      })
  void inside_elements_areHtml(String content, String html) throws Malformed {
    assertThat(Markup.inside(TreeReader.read("<x>" + content + "</x>"))).isEqualTo(html);
  }

  @Test
  void ofHtml_textBesideElements_isHtmlAlready() throws Malformed {
    var element = TreeReader.read("<x>&lt;i&gt;a&lt;/i&gt; <b>c &lt; d</b> &lt;br&gt;</x>");
    assertThat(Markup.ofHtml(element)).isEqualTo("<i>a</i> <b>c &lt; d</b> <br>");
  }
}
