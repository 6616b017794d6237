package tocsin.alert.subscription;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tocsin.events.VocabularyEntry;

/// A small vocabulary for tests.
public final class SomeWords {
  public static final KnownWords WORDS = new KnownWords("v1", entries());

  private SomeWords() {}

  private static List<VocabularyEntry> entries() {
    List<VocabularyEntry> all = new ArrayList<>();
    theme(all, "export-controls", "power-and-security", "Export controls", "Exportkontrollen");
    theme(all, "safety", "power-and-security", "Safety and risk", "Sicherheit und Risiken");
    theme(all, "military", "power-and-security", "Military and autonomous weapons", "Militär");
    theme(all, "regulation", "rules-and-institutions", "Regulation", "Regulierung");
    theme(all, "compute", "economy-and-infrastructure", "Compute", "Rechenleistung");
    theme(all, "investment", "economy-and-infrastructure", "Investment", "Investitionen");
    actor(all, "china", "state", "China", "China");
    actor(all, "usa", "state", "the USA", "die USA");
    actor(all, "france", "state", "France", "Frankreich");
    actor(all, "openai", "company", "OpenAI", "OpenAI");
    actor(all, "nvidia", "company", "Nvidia", "Nvidia");
    actor(all, "european-union", "organisation", "European Union", "Europäische Union");
    all.add(entry("state", VocabularyEntry.Type.kind, null, null, Map.of("en", "state")));
    all.add(entry("company", VocabularyEntry.Type.kind, null, null, Map.of("en", "company")));
    all.add(
        entry("organisation", VocabularyEntry.Type.kind, null, null, Map.of("en", "organisation")));
    all.add(
        entry(
            "power-and-security",
            VocabularyEntry.Type.group,
            null,
            null,
            Map.of("en", "Power and security", "de", "Macht und Sicherheit")));
    return all;
  }

  private static void theme(
      List<VocabularyEntry> all, String id, String group, String en, String de) {
    all.add(entry(id, VocabularyEntry.Type.theme, group, null, Map.of("en", en, "de", de)));
  }

  private static void actor(
      List<VocabularyEntry> all, String id, String kind, String en, String de) {
    all.add(entry(id, VocabularyEntry.Type.actor, null, kind, Map.of("en", en, "de", de)));
  }

  private static VocabularyEntry entry(
      String id, VocabularyEntry.Type type, String group, String kind, Map<String, String> labels) {
    return new VocabularyEntry(id, type, group, kind, labels, "v1", null);
  }
}
