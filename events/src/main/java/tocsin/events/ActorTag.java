package tocsin.events;

import java.util.List;

/// An actor that an article names.
///
/// @param score 0 to 1
/// @param evidence 1 to 5 spans
public record ActorTag(String id, double score, List<Evidence> evidence) {
  public ActorTag {
    Checks.present("id", id);
    evidence = Checks.copy(evidence);
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("score %s of '%s' is not in 0..1".formatted(score, id));
    }
  }
}
