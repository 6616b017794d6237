package tocsin.classify.vocabulary;

import java.util.List;

/// A vocabulary that cannot be used; each message names file, line and entry. The version in use
/// stays in place.
public final class VocabularyError extends Exception {
  private final List<String> problems;

  public VocabularyError(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
