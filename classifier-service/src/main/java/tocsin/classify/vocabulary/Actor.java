package tocsin.classify.vocabulary;

import java.util.List;
import java.util.Map;

/// A named actor with its forms.
///
/// @param place file and line it was read from
/// @param names always name the actor
/// @param contextual name it only where the context allows
/// @param not longer phrases that hold one of its names and name nobody
/// @param ai whether naming it makes an article one about artificial intelligence
public record Actor(
    String id,
    String place,
    String kind,
    Map<String, String> labels,
    List<LexicalForm> names,
    List<Contextual> contextual,
    List<LexicalForm> not,
    boolean ai) {

  /// Ambiguous forms and what makes them the actor's; any of needs, after and roles suffices.
  ///
  /// @param place file and line it was read from
  /// @param within tokens around, 0: the whole article
  public record Contextual(
      String place,
      List<LexicalForm> forms,
      List<String> needs,
      List<String> forbids,
      int within,
      boolean afterFullName,
      List<LexicalForm> roles) {
    public Contextual {
      forms = List.copyOf(forms);
      needs = List.copyOf(needs);
      forbids = List.copyOf(forbids);
      roles = List.copyOf(roles);
    }
  }

  public Actor {
    labels = Map.copyOf(labels);
    names = List.copyOf(names);
    contextual = List.copyOf(contextual);
    not = List.copyOf(not);
  }

  static Actor read(Yaml yaml, String kind) {
    yaml.only("id", "wikidata", "labels", "names", "contextual", "not", "ai", "note");
    var contextual = yaml.get("contextual").list().stream().map(Actor::contextual).toList();
    var names = LexicalForm.read(yaml.get("names"));
    if (names.isEmpty() && contextual.isEmpty()) {
      yaml.problem("the actor '" + yaml.get("id").string() + "' has no names");
    }
    var phrases = LexicalForm.phrases(yaml.get("not"));
    return new Actor(
        yaml.required("id"),
        yaml.place(),
        kind,
        yaml.labels(),
        names,
        contextual,
        phrases,
        yaml.get("ai").string().equals("true"));
  }

  private static Contextual contextual(Yaml yaml) {
    yaml.only("forms", "needs", "forbids", "within", "after", "role", "note");
    var within = yaml.get("within").string();
    var after = yaml.get("after").string();
    if (!after.isEmpty() && !after.equals("full-name")) {
      yaml.get("after").problem("'" + after + "' is not 'full-name'");
    }
    return new Contextual(
        yaml.place(),
        LexicalForm.read(yaml.get("forms")),
        yaml.get("needs").strings(),
        yaml.get("forbids").strings(),
        within.matches("\\d{1,4}") ? Integer.parseInt(within) : 0,
        !after.isEmpty(),
        LexicalForm.read(yaml.get("role")));
  }
}
