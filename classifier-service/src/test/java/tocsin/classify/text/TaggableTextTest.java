package tocsin.classify.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tocsin.events.Span;

class TaggableTextTest {
  /// Sentences are parted by ¦ in these texts.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "One. ¦Two! ¦Three? ¦Four.",
        "The U.S. government acts. ¦Mr. Smith agrees.",
        "It was made in the U.S. ¦The rest came from Asia.",
        "Am 12. Dezember tagt der Rat. ¦Dr. Meier kommt, z. B. mit Art. 5 Abs. 2 im Gepäck.",
        "Das kostet 3.5 Mrd. Euro. ¦Mehr nicht.",
        "« C’est fini. » ¦Il est parti.",
        "„Nein.“ ¦Er ging.",
        "EE. UU. restringe los chips. ¦China protesta.",
        "Wait … ¦What?",
        "version 2.0 of the model. ¦Next",
        "他来了。¦她走了！¦为什么？¦不知道",
        "他说：“可以。”¦她走了。",
        "「やめる。」と述べた。¦次の文。",
        "首相は会見した。¦「続ける」と話した。",
        "No. 10 said yes. ¦But why?",
        "Ul. Długa 5 jest pusta. ¦Nikt nie przyszedł."
      })
  void sentences_endWhereAReaderEndsThem(String marked) {
    var text = marked.replace("¦", "");
    var cut = new TaggableText("", text, List.of());
    List<Integer> expected = new ArrayList<>();
    int removed = 0;
    for (int i = 0; i < marked.length(); i++) {
      if (marked.charAt(i) == '¦') {
        expected.add(i - removed++);
      }
    }
    List<Integer> found = new ArrayList<>();
    for (int i = 1; i < text.length(); i++) {
      if (cut.sentence(i, 0) != cut.sentence(i - 1, 0)) {
        found.add(i);
      }
    }
    assertThat(found).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BERLIN (dpa) - ¦Die Regierung handelt.",
        "WASHINGTON, Jan 5 (Reuters) - ¦The president signed.",
        "PARIS – ¦Le gouvernement agit.",
        "SAN FRANCISCO — ¦A court decided.",
        "Brüssel. – ¦Die Kommission prüft.",
        "(ANSA) - ROMA, 05 GEN - ¦Il governo decide.",
        "新华社北京1月5日电 ¦国务院印发意见。",
        "〔記者王小明／台北報導〕¦政府今天宣布。",
        "【ワシントン時事】¦米政府は発表した。",
        "MADRID. ¦El Gobierno aprueba la ley."
      })
  void dateline_carriesNoTag(String marked) {
    int end = marked.indexOf('¦');
    var cut = new TaggableText("", marked.replace("¦", ""), List.of());
    assertThat(furniture(cut, 0)).isTrue();
    assertThat(furniture(cut, end)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Washington verschärft die Regeln.",
        "China – the world's factory – reacts.",
        "NATO members agreed on Monday.",
        "Paris: la ville accueille un sommet.",
        "北京宣布新规。"
      })
  void beginning_withoutDateline_carriesTags(String text) {
    assertThat(furniture(new TaggableText("", text, List.of()), 0)).isFalse();
  }

  @Test
  void aCounterOfCommentsAboveTheArticle_isNotWhereCommentsBegin() {
    var text = "51341 阅读\n16 评论\n欧洲时报\n\n法国主办峰会。\n\n评论\n\n网友: 谷歌也在。";
    var cut = new TaggableText("峰会", text, List.of());
    assertThat(furniture(cut, text.indexOf("法国"))).isFalse();
    assertThat(furniture(cut, text.indexOf("谷歌"))).isTrue();
  }

  @Test
  void commentsAndWhatFollows_carryNoTag() {
    var text = "Die Kommission prüft.\n\nKommentare\n\nmia: Meta lügt doch.\n\nbob: Google auch!";
    var cut = new TaggableText("", text, List.of());
    assertThat(furniture(cut, 0)).isFalse();
    assertThat(furniture(cut, text.indexOf("Meta"))).isTrue();
    assertThat(furniture(cut, text.indexOf("Google"))).isTrue();
  }

  @Test
  void headlinesBelowRelatedLinks_carryNoTag_untilASentence() {
    var text =
        "Text.\n\nRead also\n\nGoogle cuts jobs\nApple, a history\n\nMeta was fined on Monday.";
    var cut = new TaggableText("", text, List.of());
    assertThat(furniture(cut, text.indexOf("Google"))).isTrue();
    assertThat(furniture(cut, text.indexOf("Apple"))).isTrue();
    assertThat(furniture(cut, text.indexOf("Meta"))).isFalse();
  }

  @Test
  void furnitureAtTheEndOfAParagraph_carriesNoTag() {
    var text = "The law is in force. Photo: Google. Share on X";
    var cut = new TaggableText("", text, List.of());
    assertThat(furniture(cut, 0)).isFalse();
    assertThat(furniture(cut, text.indexOf("Google"))).isTrue();
    assertThat(furniture(cut, text.length() - 1)).isTrue();
  }

  @Test
  void whatTheFeedRepeats_carriesNoTag() {
    var text = "New law.\n\nThe Example covers Google every day.";
    var cut = new TaggableText("", text, List.of(new Span(10, text.length())));
    assertThat(furniture(cut, 0)).isFalse();
    assertThat(furniture(cut, 20)).isTrue();
  }

  @Test
  void siteInTheTitle_carriesNoTag() {
    var title = "Courts grapple with models | MIT Example Review";
    var cut = new TaggableText(title, "", List.of());
    assertThat(cut.isFurniture(0, 0)).isFalse();
    assertThat(cut.isFurniture(0, title.indexOf("MIT"))).isTrue();
  }

  @Test
  void lead_isTitleAndTwoSentences_furnitureNotCounted() {
    var text = "PARIS – The first sentence is here. The second one follows. The third is body.";
    var cut = new TaggableText("Title", text, List.of());
    assertThat(cut.isLead(0)).isTrue();
    assertThat(cut.isLead(cut.sentence(text.indexOf("second"), 0))).isTrue();
    assertThat(cut.isLead(cut.sentence(text.indexOf("third"), 1))).isFalse();
  }

  private static boolean furniture(TaggableText text, int offset) {
    return text.isFurniture(text.sentence(offset, 0), offset);
  }
}
