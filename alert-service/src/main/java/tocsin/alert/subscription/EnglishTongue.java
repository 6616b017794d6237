package tocsin.alert.subscription;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tocsin.alert.subscription.Query.Leaf;

/// Says queries in English.
final class EnglishTongue implements QuerySentence.Tongue {
  private final KnownWords words;

  EnglishTongue(KnownWords words) {
    this.words = words;
  }

  @Override
  public String subject(List<List<Leaf>> origins) {
    return origins.stream()
        .map(leaves -> preposition(leaves.getFirst()) + list(leaves, "or"))
        .collect(Collectors.joining(" ", origins.isEmpty() ? "Articles" : "Articles ", ""));
  }

  private static String preposition(Leaf leaf) {
    return leaf instanceof Query.Language ? "in " : leaf instanceof Query.Source ? "from " : "by ";
  }

  @Override
  public String relative(String subject, String predicates) {
    return subject + " that " + predicates;
  }

  @Override
  public String predicate(List<Leaf> leaves, boolean denied) {
    var objects = list(leaves, "or");
    var first = leaves.getFirst();
    return switch (first) {
      case Query.Theme(var id, boolean primary) ->
          (denied ? "are not " : "are ") + (primary ? "mainly about " : "about ") + objects;
      case Query.Actor a -> (denied ? "do not name " : "name ") + objects;
      case Query.Kind k -> (denied ? "do not name " : "name ") + objects;
      case Query.Language l -> (denied ? "are not in " : "are in ") + objects;
      case Query.Source s -> (denied ? "do not come from " : "come from ") + objects;
      case Query.Author a -> (denied ? "are not by " : "are by ") + objects;
      case Query.Phrase p -> (denied ? "do not contain " : "contain ") + objects;
    };
  }

  @Override
  public String and(List<String> parts) {
    return join(parts, "and");
  }

  @Override
  public String or(List<String> parts) {
    return join(parts, "or");
  }

  @Override
  public String either(List<String> parts) {
    return parts.size() == 1 ? parts.getFirst() : "(" + or(parts) + ")";
  }

  @Override
  public String both(List<String> parts) {
    return parts.size() == 1 ? parts.getFirst() : "(" + and(parts) + ")";
  }

  private String list(List<Leaf> leaves, String word) {
    boolean several = leaves.size() > 1;
    return join(leaves.stream().map(leaf -> object(leaf, several)).toList(), word);
  }

  /// @param several whether others stand beside it, so that it must be seen where it ends
  private String object(Leaf leaf, boolean several) {
    return switch (leaf) {
      case Query.Theme(var id, var primary) -> {
        var label = small(words.label(id, "en"));
        yield several && label.contains(" and ") ? "“" + label + "”" : label;
      }
      case Query.Actor(var id) -> words.label(id, "en");
      case Query.Kind(var id) -> {
        var label = small(words.label(id, "en"));
        yield ("aeiou".indexOf(label.charAt(0)) < 0 ? "a " : "an ") + label;
      }
      case Query.Language(var tag) ->
          tag.equals("und")
              ? "an unknown language"
              : Locale.forLanguageTag(tag).getDisplayName(Locale.ENGLISH);
      case Query.Source(var name) -> Leaves.FEED.matcher(name).matches() ? "feed " + name : name;
      case Query.Author(var name) -> name;
      case Query.Phrase(var phrase) -> "“" + phrase + "”";
    };
  }

  /// With a small first letter, but for abbreviations and single capitals.
  private static String small(String label) {
    return label.length() > 1 && Character.isLowerCase(label.charAt(1))
        ? Character.toLowerCase(label.charAt(0)) + label.substring(1)
        : label;
  }

  static String join(List<String> parts, String word) {
    return parts.size() == 1
        ? parts.getFirst()
        : String.join(", ", parts.subList(0, parts.size() - 1))
            + " "
            + word
            + " "
            + parts.getLast();
  }
}
