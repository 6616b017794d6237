package tocsin.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One entry of the vocabulary: the value of the compacted topic `vocabulary` (one partition),
/// keyed by [#id]. A tombstone removes the entry.
///
/// The classifier writes every entry of a version, tombstones for what the version no longer has,
/// and last the entry [#VERSION], whose [#entries] says how many there are: a reader that has that
/// many entries of that version has one whole version.
///
/// @param group of a theme: the slug of its heading, itself an entry of type group
/// @param kind of an actor: one of state, organisation, public-body, company, institute,
///   instrument, person, product, itself an entry of type kind
/// @param labels by language (BCP 47); `en` is always there but on [#VERSION]
/// @param entries on [#VERSION] only: how many other entries this version has
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VocabularyEntry(
    String id,
    Type type,
    @Nullable String group,
    @Nullable String kind,
    Map<String, String> labels,
    String version,
    @Nullable Integer entries) {

  public static final String VERSION = "_version";

  /// What an entry is.
  public enum Type {
    theme,
    group,
    actor,
    kind,
    version
  }

  public VocabularyEntry {
    Checks.present("id", id);
    Checks.present("type", type);
    Checks.present("version", version);
    labels = labels == null ? Map.of() : Map.copyOf(labels);
  }
}
