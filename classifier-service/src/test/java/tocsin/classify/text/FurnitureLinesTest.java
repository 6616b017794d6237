package tocsin.classify.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tocsin.classify.text.FurnitureLines.Kind;

class FurnitureLinesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Home > Technology > Europe",
        "Startseite › Wirtschaft › USA",
        "Share this article",
        "Share on X",
        "Facebook | X | LinkedIn | WhatsApp",
        "Partager sur Facebook",
        "Auf LinkedIn teilen",
        "Condividi su WhatsApp",
        "Udostępnij na Facebooku",
        "分享到：微信 微博",
        "この記事をシェアする",
        "By Jane Doe, Washington",
        "Von Max Mustermann und Erika Muster",
        "Par Claire Dupont",
        "本报记者 王芳",
        "Brussels, 12 March 2025",
        "We use cookies to improve your experience. Accept all",
        "Wir verwenden Cookies und ähnliche Techniken.",
        "Nous utilisons des cookies, comme Meta et Google.",
        "Sign up for our newsletter",
        "Jetzt den Newsletter abonnieren",
        "Recevez chaque matin notre newsletter, avec Microsoft",
        "订阅我们的电子报",
        "Photo: REUTERS/Someone",
        "Foto: picture alliance / dpa",
        "Crédit photo : Getty Images",
        "图片来源：新华社",
        "写真：ロイター",
        "Getty Images",
        "Advertisement",
        "Anzeige",
        "☆Download the app of Samsung now☆",
        "The post Meta and the law appeared first on Example.",
        "Der Beitrag „Meta und das Gesetz“ erschien zuerst auf Beispiel.",
        "La entrada Meta y la ley se publicó primero en Ejemplo.",
        "L'articolo Meta e la legge proviene da Esempio.",
        "本文首发于某某网",
        "Read also: Apple raises prices",
        "Lesen Sie auch: Apple erhöht die Preise",
        "À lire aussi : Apple augmente ses prix",
        "Lea también: Apple sube los precios",
        "Leggi anche: Apple alza i prezzi",
        "Lees ook: Apple verhoogt prijzen",
        "Czytaj też: Apple podnosi ceny",
        "Leia também: Apple aumenta preços",
        "延伸閱讀：蘋果調漲售價",
        "【関連記事】アップル値上げ",
        "Tags: Google, Nvidia",
        "Newsletter Tech : Microsoft et les autres, chaque mardi",
        "Podcast – Google : enquête sur un géant",
        "Jane Doe is a senior reporter covering Microsoft and Google.",
        "© 2026 Example Media",
        "3 min read"
      })
  void ofLine_furniture(String line) {
    assertThat(FurnitureLines.ofLine(line)).isIn(Kind.FURNITURE, Kind.HEADING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Related articles",
        "Lesen Sie auch:",
        "À lire aussi",
        "相关阅读",
        "【関連記事】",
        "More on this"
      })
  void ofLine_headingOfLinks(String line) {
    assertThat(FurnitureLines.ofLine(line)).isEqualTo(Kind.HEADING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Comments (12)", "17 Kommentare", "Commentaires", "网友评论", "コメント", "3 reacties:"})
  void ofLine_comments(String line) {
    assertThat(FurnitureLines.ofLine(line)).isEqualTo(Kind.COMMENTS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Comments by the minister show how far apart they are.",
        "Anzeige gegen Meta: Die Staatsanwaltschaft ermittelt.",
        "Werbung mit Deepfakes soll verboten werden.",
        "Watch out: the EU means business.",
        "By Friday the Commission wants an answer from Meta.",
        "Von der Leyen will die KI-Verordnung ändern.",
        "Par ailleurs, la Cnil a ouvert une enquête.",
        "Teilen sich Google und Meta den Markt?",
        "Sharing data with China is banned.",
        "评论人士认为，欧盟的做法过于严格。",
        "微信将推出人工智能搜索功能。",
        "广告商起诉谷歌垄断市场。",
        "分享数据的规则由各国自行制定。",
        "Cookies will soon be history, says Google.",
        "Copyright law is at the heart of the case.",
        "The company said: we follow the rules.",
        "Support for the treaty is growing | for now at least, says Brazil.",
        "Themen gab es genug.",
        "Newsletters written by AI flood the market."
      })
  void ofLine_article(String line) {
    assertThat(FurnitureLines.ofLine(line)).isEqualTo(Kind.ARTICLE);
  }
}
