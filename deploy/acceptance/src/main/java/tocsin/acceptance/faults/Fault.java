package tocsin.acceptance.faults;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import tocsin.acceptance.Stack;

/// Something that goes wrong with a stack or its far end. It returns when nothing is wrong any more
/// but for what has to recover.
@FunctionalInterface
interface Fault {
  Fault CUT = (stack, _) -> stack.cutDatabaseConnections();

  Fault LAUNCHER =
      (stack, _) -> {
        stack.killLauncher();
        stack.start();
      };

  void strike(Stack stack, FarEnd farEnd);

  static Fault kill(String service) {
    return (stack, _) -> stack.kill(service);
  }

  static Fault brokerDown(Duration outage) {
    return (stack, _) -> holdDown(stack, "broker", outage);
  }

  /// Every service is killed once the broker is down, and comes back to none.
  static Fault startWithoutBroker(Duration outage) {
    return (stack, _) -> {
      holdDown(stack, "broker", Duration.ofSeconds(2));
      Stack.SERVICES.forEach(stack::kill);
      holdDown(stack, "broker", outage);
    };
  }

  static Fault databaseDown(Duration outage) {
    return (stack, _) -> holdDown(stack, "database", outage);
  }

  static Fault mailDown(Duration outage) {
    return (_, farEnd) -> {
      farEnd.stopMail();
      pass(outage);
      farEnd.startMail();
    };
  }

  static Fault badHooks(Duration outage) {
    return (_, farEnd) -> {
      farEnd.refuse(0.2);
      farEnd.forget(0.05);
      pass(outage);
      farEnd.refuse(0);
      farEnd.forget(0);
    };
  }

  static Fault frozen(String service, Duration outage) {
    return (stack, _) -> {
      stack.pause(service);
      pass(outage);
      stack.resume(service);
    };
  }

  /// Kills the process as often as its launcher starts it again.
  private static void holdDown(Stack stack, String process, Duration outage) {
    var end = System.nanoTime() + outage.toNanos();
    while (System.nanoTime() < end) {
      if (stack.runs(process)) {
        stack.kill(process);
      }
      pass(Duration.ofMillis(100));
    }
  }

  private static void pass(Duration time) {
    var end = System.nanoTime() + time.toNanos();
    for (var left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
