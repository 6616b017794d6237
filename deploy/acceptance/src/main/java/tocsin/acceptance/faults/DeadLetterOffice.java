package tocsin.acceptance.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashSet;
import java.util.Set;

/// Enters in the tally the dead letters that the topics hold, each once.
final class DeadLetterOffice {
  /// What the name of a topic of dead letters ends in.
  static final String DEAD = "-dead";

  private final Set<String> entered = new HashSet<>();

  void look(Site site) {
    for (var topic : new String[] {"articles-fetched" + DEAD, "articles-tagged" + DEAD}) {
      for (var letter : site.broker().read(topic)) {
        if (entered.add("%s %d %d".formatted(topic, letter.partition(), letter.offset()))) {
          var key = letter.key() == null ? "no key" : new String(letter.key(), UTF_8);
          site.tally().arrive(new Tally.Pair(key, topic), key);
        }
      }
    }
  }
}
