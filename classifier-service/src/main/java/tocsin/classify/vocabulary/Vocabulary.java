package tocsin.classify.vocabulary;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tocsin.classify.vocabulary.Vocabularies.Parsed;
import tocsin.events.VocabularyEntry;

/// One whole, checked version of what articles are tagged with.
///
/// @param version hash of the content of its files
public record Vocabulary(
    String version, Map<String, Theme> themes, Map<String, Actor> actors, Lexicon lexicon) {

  /// The headings under which themes stand, in their order, with their labels.
  public static final Map<String, Map<String, String>> GROUPS = groups();

  public static final List<String> KINDS =
      List.of(
          "state",
          "organisation",
          "public-body",
          "company",
          "institute",
          "instrument",
          "person",
          "product");

  /// @param shipped content by file
  /// @param own an operator's files, whose entries win
  public static Vocabulary of(Map<String, String> shipped, Map<String, String> own)
      throws VocabularyError {
    List<String> problems = new ArrayList<>();
    var parsed = new Parsed();
    new TreeMap<>(shipped).forEach((file, text) -> parsed.read(file, text, false, problems));
    new TreeMap<>(own).forEach((file, text) -> parsed.read(file, text, true, problems));
    var lexicon =
        Lexicon.of(parsed.concepts(), parsed.themes(), parsed.actors(), parsed.weights(), problems);
    if (!problems.isEmpty()) {
      throw new VocabularyError(problems);
    }
    return new Vocabulary(version(shipped, own), parsed.themes(), parsed.actors(), lexicon);
  }

  /// What the topic `vocabulary` says of this version, `_version` last.
  public List<VocabularyEntry> entries() {
    List<VocabularyEntry> entries = new ArrayList<>();
    GROUPS.forEach((id, labels) ->
        entries.add(
            new VocabularyEntry(
                id, VocabularyEntry.Type.group, null, null, labels, version, null)));
    for (var kind : KINDS) {
      entries.add(
          new VocabularyEntry(
              kind,
              VocabularyEntry.Type.kind,
              null,
              null,
              Map.of("en", kind.replace('-', ' ')),
              version,
              null));
    }
    for (var theme : themes.values()) {
      entries.add(
          new VocabularyEntry(
              theme.id(),
              VocabularyEntry.Type.theme,
              theme.group(),
              null,
              theme.labels(),
              version,
              null));
    }
    for (var actor : actors.values()) {
      entries.add(
          new VocabularyEntry(
              actor.id(),
              VocabularyEntry.Type.actor,
              null,
              actor.kind(),
              actor.labels(),
              version,
              null));
    }
    entries.add(
        new VocabularyEntry(
            VocabularyEntry.VERSION,
            VocabularyEntry.Type.version,
            null,
            null,
            Map.of(),
            version,
            entries.size()));
    return entries;
  }

  private static String version(Map<String, String> shipped, Map<String, String> own) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var files : List.of(shipped, own)) {
        new TreeMap<>(files)
            .values()
            .forEach(text -> {
              digest.update(text.getBytes(StandardCharsets.UTF_8));
              digest.update((byte) 0);
            });
        digest.update((byte) 1);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static Map<String, Map<String, String>> groups() {
    Map<String, Map<String, String>> groups = new LinkedHashMap<>();
    groups.put(
        "rules-and-institutions",
        Map.of("en", "Rules and institutions", "de", "Regeln und Institutionen"));
    groups.put(
        "power-and-security", Map.of("en", "Power and security", "de", "Macht und Sicherheit"));
    groups.put(
        "economy-and-infrastructure",
        Map.of("en", "Economy and infrastructure", "de", "Wirtschaft und Infrastruktur"));
    groups.put(
        "society-and-planet", Map.of("en", "Society and planet", "de", "Gesellschaft und Planet"));
    return groups;
  }
}
