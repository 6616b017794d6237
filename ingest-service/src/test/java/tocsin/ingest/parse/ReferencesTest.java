package tocsin.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferencesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a &amp; b &lt;&gt;&quot;&apos; | a &amp; b &lt;&gt;&quot;&apos;",
        "&#38; &#x26; &#1; | &#38; &#x26; &#1;",
        "a&nbsp;b&frac12; | a&#160;b&#189;",
        "&lang;&rang; | &#9001;&#9002;",
        "&NotEqualTilde; | &#8770;&#824;",
        "&LT;b> | &#60;b>",
        "&nobody; | &nobody;",
        "AT&T & co & | AT&amp;T &amp; co &amp;",
        "?a=1&copy=2&b; | ?a=1&amp;copy=2&b;",
        "&; &#; &#x; &a#1; | &amp;; &amp;#; &amp;#x; &amp;a#1;",
        "<![CDATA[a & b &eacute;]]> & | <![CDATA[a & b &#233;]]> &amp;",
        "& <![CDATA[&]]>&<![CDATA[& | &amp; <![CDATA[&]]>&amp;<![CDATA[&",
      })
  void settle_ampersands_areAsXmlWantsThem(String text, String settled) {
    assertThat(References.settle(text)).isEqualTo(settled);
  }

  @Test
  void settle_nothingToDo_isTheSame() {
    var text = "<a>&lt;p&gt;</a>";
    assertThat(References.settle(text)).isSameAs(text);
  }

  @Test
  void settle_ampersandsWithoutEnd_stayInBounds() {
    assertThat(References.settle("&".repeat(1_000_000))).hasSizeLessThan(1_500_000);
  }
}
