package tocsin.acceptance.faults;

import java.util.ArrayList;
import java.util.List;

/// What was seen beside the tally: figures, and what is wrong whatever the tally says.
final class Findings {
  private final List<String> notes = new ArrayList<>();
  private final List<String> wrongs = new ArrayList<>();

  synchronized void note(String text) {
    notes.add(text);
  }

  synchronized void wrong(String text) {
    wrongs.add(text);
  }

  synchronized List<String> notes() {
    return List.copyOf(notes);
  }

  synchronized List<String> wrongs() {
    return List.copyOf(wrongs);
  }
}
