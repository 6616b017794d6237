package tocsin.alert.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What came of one try to hand a delivery over.
public sealed interface Attempt {
  /// Why a try did not succeed; also the label of metrics.
  enum Reason {
    /// no connection
    connect,
    /// no complete answer in time
    timeout,
    /// the exchange broke off: it may have been taken
    broken,
    /// the other side asks for patience: 429, 503, SMTP 4xx
    throttled,
    /// the other side failed: another 5xx
    server,
    /// the other side refuses: 4xx, SMTP 5xx for the recipient
    client,
    /// the mail server refuses this mail or its kind, not its recipient: size, content, policy
    policy,
    /// a redirect, which is never followed
    redirect,
    /// 410: never again
    gone,
    /// the address is one that must not be reached
    address,
    /// the host has no address
    unresolved,
    /// the receiver is no longer there to be sent to
    recipient,
    /// all tries are used up
    exhausted
  }

  /// HTTP status or SMTP reply code; null where there was no answer.
  @Nullable Integer status();

  /// The first kilobyte of what came back, or what happened instead.
  String answer();

  /// The receiver has taken it.
  record Delivered(@Nullable Integer status, String answer) implements Attempt {}

  /// Not now.
  ///
  /// @param notBefore how long the other side asked to wait; null where it did not
  record Deferred(
      Reason reason, @Nullable Integer status, String answer, @Nullable Duration notBefore)
      implements Attempt {}

  /// Not this delivery, ever.
  ///
  /// @param ends whether nothing more is to be sent to this receiver
  record Refused(Reason reason, @Nullable Integer status, String answer, boolean ends)
      implements Attempt {}
}
