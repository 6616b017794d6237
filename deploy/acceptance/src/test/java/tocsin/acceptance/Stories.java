package tocsin.acceptance;

/// Items whose themes and actors are beyond doubt.
final class Stories {
  private Stories() {}

  static Item exportControls() {
    return Item.of(
        "United States tightens export controls on AI chips for China",
        "The US Commerce Department tightened its export controls on advanced AI chips on Tuesday."
            + " Nvidia will need a licence for every sale of its artificial intelligence"
            + " accelerators to China. Beijing called the export restrictions unfair.");
  }

  static Item germanCooperation() {
    return Item.of(
        "Deutschland und China vereinbaren internationale Zusammenarbeit bei Künstlicher Intelligenz",
        "Die Bundesregierung und China haben am Montag ein Abkommen über die internationale"
            + " Zusammenarbeit bei Künstlicher Intelligenz unterzeichnet. Beide Staaten wollen bei"
            + " der globalen Governance der KI enger kooperieren, teilte Deutschland mit.");
  }

  static Item chineseCooperation() {
    return Item.of(
        "中国与法国加强人工智能国际合作",
        "中国和法国周一在巴黎签署联合声明,加强人工智能领域的国际合作。两国表示将共同推动人工智能全球治理," + "并邀请更多国家加入这一合作机制。");
  }

  static Item weather() {
    return Item.of(
        "Weather for the weekend",
        "Expect light rain in the north on Saturday and sunshine along the coast on Sunday.");
  }
}
