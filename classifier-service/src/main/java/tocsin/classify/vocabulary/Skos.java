package tocsin.classify.vocabulary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A vocabulary in the terms of SKOS, as Turtle and as JSON-LD.
///
/// Groups and kinds are top concepts; themes and actors are narrower. An actor's other names are
/// alternative labels.
public final class Skos {
  private static final String SCHEME = "urn:tocsin:vocabulary";

  /// One concept, before it is written.
  private record Entry(
      String uri,
      String notation,
      Map<String, String> labels,
      Map<String, List<String>> otherLabels,
      String definition,
      List<String> notes,
      String broader) {}

  private Skos() {}

  public static String turtle(Vocabulary vocabulary) {
    var out = new StringBuilder();
    out.append("@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n");
    out.append("@prefix dct: <http://purl.org/dc/terms/> .\n");
    out.append("@prefix owl: <http://www.w3.org/2002/07/owl#> .\n\n");
    out.append("<%s> a skos:ConceptScheme ;\n".formatted(SCHEME));
    out.append("  dct:title \"Tocsin: governance themes and actors\"@en ;\n");
    out.append("  owl:versionInfo %s .\n".formatted(quoted(vocabulary.version())));
    for (var entry : entries(vocabulary)) {
      out.append("\n<").append(entry.uri).append("> a skos:Concept ;\n");
      out.append("  skos:inScheme <").append(SCHEME).append("> ;\n");
      out.append("  skos:notation ").append(quoted(entry.notation));
      new TreeMap<>(entry.labels)
          .forEach((language, label) -> literal(out, "prefLabel", label, language));
      new TreeMap<>(entry.otherLabels)
          .forEach((language, labels) ->
              labels.forEach(label -> literal(out, "altLabel", label, language)));
      if (!entry.definition.isEmpty()) {
        literal(out, "definition", entry.definition, "en");
      }
      entry.notes.forEach(note -> literal(out, "scopeNote", note, "en"));
      out.append(
          entry.broader.isEmpty()
              ? " ;\n  skos:topConceptOf <" + SCHEME + "> .\n"
              : " ;\n  skos:broader <" + entry.broader + "> .\n");
    }
    return out.toString();
  }

  public static Map<String, Object> jsonLd(Vocabulary vocabulary) {
    List<Object> graph = new ArrayList<>();
    var scheme = new LinkedHashMap<String, Object>();
    scheme.put("@id", SCHEME);
    scheme.put("@type", "skos:ConceptScheme");
    scheme.put(
        "dct:title", Map.of("@language", "en", "@value", "Tocsin: governance themes and actors"));
    scheme.put("owl:versionInfo", vocabulary.version());
    graph.add(scheme);
    for (var entry : entries(vocabulary)) {
      var concept = new LinkedHashMap<String, Object>();
      concept.put("@id", entry.uri);
      concept.put("@type", "skos:Concept");
      concept.put("skos:inScheme", Map.of("@id", SCHEME));
      concept.put("skos:notation", entry.notation);
      concept.put("prefLabel", new TreeMap<>(entry.labels));
      if (!entry.otherLabels.isEmpty()) {
        concept.put("altLabel", new TreeMap<>(entry.otherLabels));
      }
      if (!entry.definition.isEmpty()) {
        concept.put("definition", Map.of("en", entry.definition));
      }
      if (!entry.notes.isEmpty()) {
        concept.put("scopeNote", Map.of("en", entry.notes));
      }
      concept.put(
          entry.broader.isEmpty() ? "skos:topConceptOf" : "skos:broader",
          Map.of("@id", entry.broader.isEmpty() ? SCHEME : entry.broader));
      graph.add(concept);
    }
    var document = new LinkedHashMap<String, Object>();
    document.put("@context", context());
    document.put("@graph", graph);
    return document;
  }

  private static Map<String, Object> context() {
    var context = new LinkedHashMap<String, Object>();
    context.put("skos", "http://www.w3.org/2004/02/skos/core#");
    context.put("dct", "http://purl.org/dc/terms/");
    context.put("owl", "http://www.w3.org/2002/07/owl#");
    for (var term : List.of("prefLabel", "altLabel", "definition", "scopeNote")) {
      context.put(term, Map.of("@id", "skos:" + term, "@container", "@language"));
    }
    return context;
  }

  private static List<Entry> entries(Vocabulary vocabulary) {
    List<Entry> entries = new ArrayList<>();
    Vocabulary.GROUPS.forEach((id, labels) ->
        entries.add(new Entry(uri("group", id), id, labels, Map.of(), "", List.of(), "")));
    for (var kind : Vocabulary.KINDS) {
      entries.add(
          new Entry(
              uri("kind", kind),
              kind,
              Map.of("en", kind.replace('-', ' ')),
              Map.of(),
              "",
              List.of(),
              ""));
    }
    for (var theme : vocabulary.themes().values()) {
      List<String> notes = new ArrayList<>();
      if (!theme.covers().isEmpty()) {
        notes.add("Covers: " + theme.covers());
      }
      if (!theme.coversNot().isEmpty()) {
        notes.add("Does not cover: " + theme.coversNot());
      }
      entries.add(
          new Entry(
              uri("theme", theme.id()),
              theme.id(),
              theme.labels(),
              Map.of(),
              theme.definition(),
              notes,
              uri("group", theme.group())));
    }
    for (var actor : vocabulary.actors().values()) {
      entries.add(
          new Entry(
              uri("actor", actor.id()),
              actor.id(),
              actor.labels(),
              otherLabels(actor),
              "",
              List.of(),
              uri("kind", actor.kind())));
    }
    return entries;
  }

  /// What of the names is a whole word in a language; names of no language stand under `und`.
  private static Map<String, List<String>> otherLabels(Actor actor) {
    return actor.names().stream()
        .filter(name -> !name.form().hasPrefix())
        .collect(
            Collectors.groupingBy(
                name -> name.language().equals("any") ? "und" : name.language(),
                Collectors.collectingAndThen(
                    Collectors.mapping(
                        name -> name.form().text().replaceFirst("^[=!]+", ""), Collectors.toList()),
                    labels ->
                        labels.stream()
                            .filter(l -> !actor.labels().containsValue(l))
                            .distinct()
                            .toList())));
  }

  private static String uri(String type, String id) {
    return "urn:tocsin:" + type + ":" + id;
  }

  private static void literal(StringBuilder out, String property, String text, String language) {
    out.append(" ;\n  skos:").append(property).append(' ').append(quoted(text));
    if (!language.equals("und")) {
      out.append('@').append(language);
    }
  }

  private static String quoted(String text) {
    var escaped =
        text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r");
    return "\"" + escaped + "\"";
  }
}
