package tocsin.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      ignoreLeadingAndTrailingWhitespace = true,
      textBlock =
          """
          plain words                                          | plain words
          AT&amp;T &lt;3 &eacute;&#233;&#x4e2d;                | AT&T <3 éé中
          a&nbsp;b  \t c                                       | a b c
          <p>One.</p><p>Two.</p>                               | One.⏎⏎Two.
          One.<br>Two.<br/><br/>Three.                         | One.⏎Two.⏎Three.
          <ul><li>one<li>two</ul>                              | one⏎two
          <p>An <b>AI</b>-<i>Act</i>!</p>                      | An AI-Act!
          <div>a<div>b<div>c</div></div></div>                 | a⏎⏎b⏎⏎c
          <script>alert(1)</script>kept<style>p{}</style>      | kept
          <nav><a href="/">Home</a></nav><p>Text</p>           | Text
          <p>Text</p><p class="share">Share: X</p>             | Text
          <div class="Related posts">Meta rose</div>Text       | Text
          <figure><img alt="x"><figcaption>Photo</figcaption></figure>Text | Text
          <p>unclosed <b>bold <p>next                          | unclosed bold⏎⏎next
          <p hidden>secret</p><p>open</p>                      | open
          <![CDATA[raw]]> a < b                                | a < b
          a\u0000b\u001bc                                      | ab c
          <table><tr><td>1</td><td>2</td></tr></table>         | 1⏎⏎2
          🚨<b>𝒜</b>                                            | 🚨𝒜
          """)
  void toText_keepsWhatIsRead(String html, String text) {
    assertThat(HtmlText.toText(html)).isEqualTo(text.replace('⏎', '\n'));
  }

  @org.junit.jupiter.api.Test
  void toText_longElementOfAFurnitureClass_isKept() {
    var words = "word ".repeat(200).strip();
    assertThat(HtmlText.toText("<div class=\"related\"><p>" + words + "</p></div>"))
        .isEqualTo(words);
  }
}
