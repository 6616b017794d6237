package tocsin.acceptance.faults;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import tocsin.acceptance.Broker;
import tocsin.acceptance.Stack;

/// What a fault can get at while articles come.
///
/// @param findings of the row that is being run
record Site(Stack stack, FarEnd farEnd, Tally tally, Fuses fuses, Names names, Findings findings) {
  Broker broker() {
    return new Broker(stack.kafka());
  }

  /// Lets time pass, of which a fault consists.
  static void pass(Duration time) {
    var end = System.nanoTime() + time.toNanos();
    for (var left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
