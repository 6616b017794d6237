package tocsin.acceptance.faults;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import tocsin.acceptance.Stack;

/// Something that goes wrong with a stack or its far end.
///
/// @param lasts about, with the recovery
/// @param blow returns when nothing is wrong any more but for what has to recover
record Fault(Duration lasts, Blow blow) {
  private static final Duration RESTART = Duration.ofSeconds(12);

  /// What happens.
  @FunctionalInterface
  interface Blow {
    void strike(Site site);
  }

  private static Fault of(Duration outage, Blow blow) {
    return new Fault(outage.plus(RESTART), blow);
  }

  static Fault kill(String service) {
    return of(Duration.ZERO, site -> site.stack().kill(service));
  }

  static Fault cut() {
    return of(Duration.ZERO, site -> site.stack().database().cutConnections());
  }

  static Fault launcher() {
    return of(
        Duration.ofSeconds(15),
        site -> {
          try {
            site.stack().killLauncher();
          } finally {
            site.stack().start();
          }
        });
  }

  static Fault brokerDown(Duration outage) {
    return of(
        outage,
        site -> {
          try (var vitals = new Vitals(site, Set.of(), Set.copyOf(Stack.SERVICES))) {
            holdDown(site.stack(), "broker", outage);
            vitals.end();
            Vitals.awaitServing(site.stack(), "broker");
          }
        });
  }

  static Fault databaseDown(Duration outage) {
    var keepers = Set.of("ingest-service", "alert-service");
    return of(
        outage,
        site -> {
          try (var vitals = new Vitals(site, keepers, Set.of())) {
            holdDown(site.stack(), "database", outage);
            vitals.end();
            Vitals.awaitServing(site.stack(), "database");
          }
        });
  }

  /// Every service is killed once the broker is down, and comes back to none.
  static Fault startWithoutBroker(Duration outage) {
    return of(
        outage.plusSeconds(5),
        site -> {
          var stack = site.stack();
          holdDown(stack, "broker", Duration.ofSeconds(2));
          Stack.SERVICES.forEach(stack::kill);
          holdDown(stack, "broker", outage);
          Vitals.awaitServing(stack, "broker");
        });
  }

  static Fault mailDown(Duration outage) {
    return of(
        outage,
        site -> {
          try (var vitals = new Vitals(site, Set.of(), Set.of("alert-service"))) {
            site.farEnd().stopMail();
            Site.pass(outage);
            vitals.end();
            site.farEnd().startMail();
          }
        });
  }

  static Fault badHooks(Duration outage) {
    return of(
        outage,
        site -> {
          site.farEnd().refuse(0.2);
          site.farEnd().forget(0.05);
          Site.pass(outage);
          site.farEnd().refuse(0);
          site.farEnd().forget(0);
        });
  }

  static Fault frozen(String service, Duration outage) {
    return of(
        outage,
        site -> {
          site.stack().pause(service);
          Site.pass(outage);
          site.stack().resume(service);
        });
  }

  /// The services one after another.
  static List<Fault> eachFrozen(Duration outage) {
    return Stack.SERVICES.stream().map(service -> frozen(service, outage)).toList();
  }

  /// Kills the process as often as its launcher starts it again.
  private static void holdDown(Stack stack, String process, Duration outage) {
    var end = System.nanoTime() + outage.toNanos();
    while (System.nanoTime() < end) {
      if (stack.runs(process)) {
        stack.kill(process);
      }
      Site.pass(Duration.ofMillis(100));
    }
  }
}
