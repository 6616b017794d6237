package tocsin.classify.text;

import java.util.List;
import java.util.regex.Pattern;

/// Lines that are not the article: navigation, bylines, cookie and newsletter notes, share buttons,
/// related links, adverts, photo credits, and what readers wrote below.
final class FurnitureLines {
  private static final int LONGEST = 400;

  /// A line that begins so is furniture.
  private static final Pattern BEGINS =
      starts(
          "share( this| on)?\\b", "follow us", "read more", "read also", "see also", "more on this", "related( articles?| stories| links)?\\s*:?", "recommended", "sign up", "subscribe", "newsletter", "advertisement", "sponsored", "photo(graph)?( credit)?\\s*:", "image( credit)?\\s*:", "credit\\s*:", "picture\\s*:", "source\\s*:", "tags?\\s*:", "filed under", "topics?\\s*:", "by [A-Z][\\p{L}.'-]+ [A-Z][\\p{L}'-]+", "listen( to)?\\s*:", "podcast", "watch\\s*:", "video\\s*:", "most read", "trending", "comments?\\b", "the post .{3,200} (first )?appeared", "this (article|post) (was )?(first |originally )?(appeared|published)", "continue reading", "print( this)?( page)?$", "home\\s*[>›|/»]", "copyright", "©", "all rights reserved", "we use cookies", "this (web)?site uses cookies", "by clicking", "accept (all )?cookies", "join (us|our)", "download (our|the) app", "also on", "don['’]t miss", "editor['’]s (note|pick)",
          "teilen\\b", "folgen sie", "lesen sie (auch|mehr|weiter|dazu)", "mehr zum thema", "mehr dazu", "auch interessant", "zum thema", "weiterlesen", "lesetipp", "verwandte (links|artikel|themen)", "das könnte sie", "passend dazu", "anzeige\\b", "werbung\\b", "foto\\s*:", "bild\\s*:", "quelle\\s*:", "schlagw(o|ö)rte?r?\\s*:", "stichw(o|ö)rte?r?\\s*:", "themen\\s*:", "von [A-ZÄÖÜ][\\p{L}.'-]+ [A-ZÄÖÜ][\\p{L}'-]+(,|$)", "startseite\\s*[>›|/»]", "wir verwenden cookies", "diese (web)?seite verwendet cookies", "mit klick auf", "newsletter", "jetzt abonnieren", "drucken$", "kommentare?\\b", "podcast", "meistgelesen", "der beitrag .{3,200} erschien", "alle rechte vorbehalten", "zur startseite", "hören\\s*:", "video\\s*:", "sie sind hier",
          "partager", "suivez-nous", "lire (aussi|également|la suite)", "à lire", "voir aussi", "sur le même (sujet|thème)", "publicité", "crédits?( photo)?\\s*:", "photo\\s*:", "mots[- ]clés\\s*:", "par [A-ZÉÈ][\\p{L}.'-]+ [A-ZÉÈ][\\p{L}'-]+(,|$)", "accueil\\s*[>›|/»]", "nous utilisons des cookies", "ce site utilise des cookies", "inscrivez-vous", "abonnez-vous", "s['’]abonner", "recevez", "commentaires?\\b", "l['’]article .{3,200} est apparu", "tous droits réservés", "les plus lus", "écouter\\s*:", "imprimer$", "en cliquant",
          "comparte", "compartir", "síguenos", "lea también", "leer más", "lee también", "más información", "noticias relacionadas", "te puede interesar", "publicidad", "foto\\s*:", "crédito", "etiquetas\\s*:", "por [A-ZÁÉÍÓÚ][\\p{L}.'-]+ [A-ZÁÉÍÓÚ][\\p{L}'-]+(,|$)", "inicio\\s*[>›|/»]", "portada\\s*[>›|/»]", "utilizamos cookies", "este sitio (web )?utiliza cookies", "suscríb", "comentarios?\\b", "todos los derechos", "lo más (leído|visto)", "escuchar\\s*:", "la entrada .{3,200} (se publicó|aparece)", "imprimir$",
          "condividi", "seguici", "leggi anche", "leggi tutto", "per approfondire", "articoli correlati", "pubblicità", "foto\\s*:", "crediti", "tag\\s*:", "di [A-Z][\\p{L}.'-]+ [A-Z][\\p{L}'-]+(,|$)", "home\\s*[>›|/»]", "utilizziamo (i )?cookie", "questo sito (utilizza|usa) (i )?cookie", "iscriviti", "abbonati", "commenti\\b", "tutti i diritti", "i più letti", "ascolta\\s*:", "l['’]articolo .{3,200} proviene",
          "deel (dit|op|via)", "delen\\b", "volg ons", "lees (ook|meer|verder)", "bekijk ook", "gerelateerd", "advertentie", "foto\\s*:", "beeld\\s*:", "bron\\s*:", "door [A-Z][\\p{L}.'-]+ [A-Z][\\p{L}'-]+(,|$)", "wij gebruiken cookies", "deze (web)?site gebruikt cookies", "schrijf je in", "meld je aan", "abonneer", "reacties?\\b", "alle rechten", "meest gelezen", "luister\\s*:", "meer over",
          "udostępnij", "obserwuj nas", "czytaj (też|także|również|więcej|dalej)", "zobacz (też|także|również)", "przeczytaj", "powiązane", "reklama\\b", "fot\\.", "zdjęcie\\s*:", "źródło\\s*:", "tagi\\s*:", "strona główna\\s*[>›|/»]", "używamy (plików )?cookies?", "ta strona (używa|korzysta)", "zapisz się", "subskrybuj", "komentarze?\\b", "wszelkie prawa", "najczęściej czytane", "posłuchaj\\s*:", "autor\\s*:",
          "partilh", "compartilh", "siga-nos", "leia (também|mais)", "veja também", "saiba mais", "artigos relacionados", "publicidade", "foto\\s*:", "crédito", "etiquetas\\s*:", "página inicial\\s*[>›|/»]", "início\\s*[>›|/»]", "usamos cookies", "utilizamos cookies", "este (site|sítio) utiliza cookies", "subscrev", "assine", "inscreva-se", "comentários?\\b", "todos os direitos", "mais lid[ao]s", "ouça\\s*:",
          "分享(到|至|：|:)?", "关注我们", "關注我們", "相关(阅读|链接|新闻|文章|报道)", "相關(閱讀|連結|新聞|文章|報導)", "延伸(阅读|閱讀)", "推荐阅读", "推薦閱讀", "更多(阅读|内容|新闻|報導|新聞)", "阅读更多", "閱讀更多", "广告", "廣告", "图片来源", "圖片來源", "图源", "图/", "圖/", "来源[:：]", "來源[:：]", "责任编辑", "責任編輯", "编辑[:：]", "編輯[:：]", "记者[:：]", "作者[:：]", "首页\\s*[>›|/»]", "首頁\\s*[>›|/»]", "标签[:：]", "標籤[:：]", "关键词[:：]", "訂閱", "订阅", "评论", "評論", "网友", "留言", "版权所有", "版權所有", "打印", "微信", "扫码", "掃碼", "本网站使用", "本網站使用", "您当前的位置", "字号", "举报",
          "シェア", "関連(記事|リンク|ニュース)", "あわせて読みたい", "広告", "写真[:：]", "画像[:：]", "出典[:：]", "タグ[:：]", "ホーム\\s*[>›|/»＞]", "トップ\\s*[>›|/»＞]", "当サイトでは", "メルマガ", "ニュースレター", "コメント", "続きを読む", "おすすめ記事", "フォロー",
          "공유", "관련 ?기사", "광고", "사진", "댓글", "구독");

  /// From such a line on, everything was written by readers.
  private static final Pattern COMMENTS =
      Pattern.compile(
          "^\\s*(\\d+\\s+)?(comments?|kommentare?|leserkommentare|commentaires?|comentarios?|commenti|reacties|komentarze|comentários|(最新|热门|網友|网友|全部|精彩)?(评论|評論|留言|跟贴)|コメント)\\s*(\\(?\\d*\\)?|[:：].{0,40})\\s*$",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final Pattern BREADCRUMB =
      Pattern.compile("^[^.!?。！？]{1,40}(\\s*[>›»＞]\\s*[^.!?。！？]{1,60}){1,6}$");
  private static final Pattern BUTTONS =
      Pattern.compile("^[^.!?。！？]{1,30}(\\s*[|·•]\\s*[^.!?。！？]{1,40}){2,}$");

  private FurnitureLines() {}

  static boolean isFurniture(String line) {
    var trimmed = line.strip();
    if (trimmed.isEmpty() || trimmed.length() > LONGEST) {
      return false;
    }
    return BEGINS.matcher(trimmed).lookingAt()
            && (trimmed.length() < 160 || trimmed.toLowerCase(java.util.Locale.ROOT).contains("cookie"))
        || BREADCRUMB.matcher(trimmed).matches()
        || BUTTONS.matcher(trimmed).matches();
  }

  static boolean startsComments(String line) {
    return line.length() < 80 && COMMENTS.matcher(line).matches();
  }

  private static Pattern starts(String... beginnings) {
    return Pattern.compile(
        "(?:" + String.join("|", List.of(beginnings)) + ")",
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }
}
