package tocsin.alert.account;

/// Who makes a request, as the bearer token tells.
public sealed interface Caller {
  /// The operator: everything.
  record Admin() implements Caller {}

  /// An analyst: history, preview and replays without limits.
  record Analyst(String tokenId) implements Caller {}

  /// A subscriber: their own things.
  record Member(String subscriberId) implements Caller {}

  /// Nobody known: only what is public.
  record Nobody() implements Caller {}

  /// Whether the things of a subscriber are this caller's to see and to change.
  default boolean mayTouch(String subscriberId) {
    return switch (this) {
      case Admin() -> true;
      case Member(var own) -> own.equals(subscriberId);
      case Analyst(var token) -> false;
      case Nobody() -> false;
    };
  }
}
