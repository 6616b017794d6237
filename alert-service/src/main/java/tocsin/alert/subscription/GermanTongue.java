package tocsin.alert.subscription;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tocsin.alert.subscription.Query.Leaf;

/// Says queries in German. Labels stand in quotation marks where they would have to be inflected.
final class GermanTongue implements QuerySentence.Tongue {
  private static final Map<String, String> KINDS =
      Map.of(
          "state", "einen Staat",
          "organisation", "eine internationale Organisation",
          "public-body", "eine Behörde",
          "company", "ein Unternehmen",
          "institute", "ein Institut oder einen Verband",
          "instrument", "eine Initiative oder ein Regelwerk",
          "person", "eine Person",
          "product", "ein Modell oder Produkt");

  private final KnownWords words;

  GermanTongue(KnownWords words) {
    this.words = words;
  }

  @Override
  public String subject(List<List<Leaf>> origins) {
    return origins.stream()
        .map(leaves ->
            (leaves.getFirst() instanceof Query.Language ? "auf " : "von ") + list(leaves))
        .collect(Collectors.joining(" ", origins.isEmpty() ? "Artikel" : "Artikel ", ""));
  }

  @Override
  public String relative(String subject, String predicates) {
    return subject + ", die " + predicates;
  }

  @Override
  public String predicate(List<Leaf> leaves, boolean denied) {
    return switch (leaves.getFirst()) {
      case Query.Theme(var id, boolean primary) -> {
        var mainly = primary ? (denied ? "nicht vor allem " : "vor allem ") : "";
        var verb = denied && !primary ? " nicht behandeln" : " behandeln";
        yield mainly + "das Thema " + list(leaves) + verb;
      }
      case Query.Actor a -> denied ? neither(leaves) + " nennen" : list(leaves) + " nennen";
      case Query.Kind k -> (denied ? "nicht " : "") + list(leaves) + " nennen";
      case Query.Language l -> (denied ? "nicht auf " : "auf ") + list(leaves) + " sind";
      case Query.Source s -> (denied ? "nicht von " : "von ") + list(leaves) + " stammen";
      case Query.Author a -> (denied ? "nicht von " : "von ") + list(leaves) + " sind";
      case Query.Phrase p -> denied ? neither(leaves) + " enthalten" : list(leaves) + " enthalten";
    };
  }

  private String neither(List<Leaf> leaves) {
    return leaves.size() == 1
        ? list(leaves) + " nicht"
        : leaves.stream().map(this::object).collect(Collectors.joining(" noch ", "weder ", ""));
  }

  @Override
  public String and(List<String> parts) {
    return EnglishTongue.join(parts, "und");
  }

  @Override
  public String or(List<String> parts) {
    return EnglishTongue.join(parts, "oder");
  }

  @Override
  public String either(List<String> parts) {
    return parts.size() == 1 ? parts.getFirst() : "(" + or(parts) + ")";
  }

  @Override
  public String both(List<String> parts) {
    return parts.size() == 1 ? parts.getFirst() : "(" + and(parts) + ")";
  }

  private String list(List<Leaf> leaves) {
    return EnglishTongue.join(leaves.stream().map(this::object).toList(), "oder");
  }

  private String object(Leaf leaf) {
    return switch (leaf) {
      case Query.Theme(var id, var primary) -> "„" + words.label(id, "de") + "“";
      case Query.Actor(var id) -> words.label(id, "de");
      case Query.Kind(var id) ->
          KINDS.getOrDefault(id, "etwas der Art „" + words.label(id, "de") + "“");
      case Query.Language(var tag) ->
          tag.equals("und")
              ? "einer unbekannten Sprache"
              : Locale.forLanguageTag(tag).getDisplayName(Locale.GERMAN);
      case Query.Source(var name) -> Leaves.FEED.matcher(name).matches() ? "Feed " + name : name;
      case Query.Author(var name) -> name;
      case Query.Phrase(var phrase) -> "„" + phrase + "“";
    };
  }
}
