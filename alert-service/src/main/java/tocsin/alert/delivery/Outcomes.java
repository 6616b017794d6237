package tocsin.alert.delivery;

/// The words under which outcomes stand in the log, the API and the metrics.
final class Outcomes {
  private Outcomes() {}

  static String outcome(Attempt attempt) {
    return switch (attempt) {
      case Attempt.Delivered d -> "delivered";
      case Attempt.Deferred d -> "deferred";
      case Attempt.Refused r -> "refused";
    };
  }

  /// Empty where there is nothing to explain.
  static String reason(Attempt attempt) {
    return switch (attempt) {
      case Attempt.Delivered d -> "";
      case Attempt.Deferred d -> d.reason().name();
      case Attempt.Refused r -> r.reason().name();
    };
  }
}
