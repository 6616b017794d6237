package tocsin.events;

import java.util.List;

/// A governance theme that an article addresses.
///
/// @param score 0 to 1, a function of the evidence alone
/// @param evidence 1 to 5 spans
public record ThemeTag(String id, Grade grade, double score, List<Evidence> evidence) {
  public ThemeTag {
    Checks.present("id", id);
    Checks.present("grade", grade);
    evidence = Checks.copy(evidence);
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("score %s of '%s' is not in 0..1".formatted(score, id));
    }
  }
}
