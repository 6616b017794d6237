package tocsin.alert.match;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import tocsin.text.Form;
import tocsin.text.Spotter;

/// Finds the phrases of all subscriptions in a text, in one pass of a [Spotter], or in two while
/// there are new ones: those have a spotter of their own until they are many.
final class Phrases {
  private static final int FEW = 256;

  private final List<String> words = new ArrayList<>();
  private final List<Integer> numbers = new ArrayList<>();
  private @Nullable Spotter most;
  private @Nullable Spotter newest;
  private int inMost;
  private int compiled;

  /// @param phrase folded
  void add(String phrase, int number) {
    words.add(phrase);
    numbers.add(number);
  }

  boolean isCompiled() {
    return compiled == words.size();
  }

  void compile() {
    if (words.size() - inMost > FEW + inMost / 8) {
      most = spotter(0);
      inMost = words.size();
    }
    newest = inMost == words.size() ? null : spotter(inMost);
    compiled = words.size();
  }

  private Spotter spotter(int from) {
    var builder = Spotter.builder();
    for (int i = from; i < words.size(); i++) {
      builder.add(Form.parse(words.get(i)), numbers.get(i));
    }
    return builder.build();
  }

  /// Gives the number of each phrase that stands in the text, as often as it does.
  void find(String text, IntConsumer found) {
    if (most != null) {
      most.spot(text, (start, end, token, number) -> found.accept(number));
    }
    if (newest != null) {
      newest.spot(text, (start, end, token, number) -> found.accept(number));
    }
  }

  /// Drops the phrases whose numbers nothing uses any more.
  void retain(BitSet used) {
    List<String> keptWords = new ArrayList<>();
    List<Integer> keptNumbers = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      if (used.get(numbers.get(i))) {
        keptWords.add(words.get(i));
        keptNumbers.add(numbers.get(i));
      }
    }
    if (keptWords.size() == words.size()) {
      return;
    }
    words.clear();
    words.addAll(keptWords);
    numbers.clear();
    numbers.addAll(keptNumbers);
    most = null;
    inMost = 0;
    newest = null;
    compiled = words.isEmpty() ? 0 : -1;
  }
}
