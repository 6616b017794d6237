package tocsin.events;

import org.jspecify.annotations.Nullable;

/// Bytes of a topic that are no event of the type expected there: poison, bound for the dead
/// letters.
public final class UnreadableEvent extends Exception {
  public UnreadableEvent(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
