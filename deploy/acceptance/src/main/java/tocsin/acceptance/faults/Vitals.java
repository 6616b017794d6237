package tocsin.acceptance.faults;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import tocsin.acceptance.Node;
import tocsin.acceptance.Stack;

/// Watches what the services say of their health while something that they depend on is away: alive
/// throughout, not ready only without their own database, and what is away shown soon.
final class Vitals implements AutoCloseable {
  /// within so much of the outage's begin
  private static final Duration SHOWN = Duration.ofSeconds(10);

  private static final Duration STEP = Duration.ofMillis(250);

  private final Site site;
  private final Set<String> unready;
  private final Set<String> apart;
  private final long begun = System.nanoTime();
  private final Map<String, Duration> shown = new ConcurrentHashMap<>();
  private final Set<String> amiss = ConcurrentHashMap.newKeySet();
  private final Thread watch;
  private volatile boolean ended;
  private volatile Duration lasted = Duration.ZERO;

  /// @param unready services that are to say they are not ready
  /// @param apart services that are to say they miss what they depend on
  Vitals(Site site, Set<String> unready, Set<String> apart) {
    this.site = site;
    this.unready = Set.copyOf(unready);
    this.apart = Set.copyOf(apart);
    watch = Thread.startVirtualThread(this::watch);
  }

  /// What was away may come back from now on.
  void end() {
    ended = true;
    lasted = elapsed();
  }

  static void awaitServing(Stack stack, String server) {
    Awaitility.await(server + " serves again")
        .atMost(Duration.ofSeconds(60))
        .until(() -> stack.serves(server));
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private void watch() {
    while (!ended) {
      for (var service : Stack.SERVICES) {
        look(service);
      }
      Site.pass(STEP);
    }
  }

  private void look(String service) {
    var node = site.stack().node(service);
    var alive = isAlive(node);
    var ready = node.answers("ready");
    var whole = node.answers("group/dependencies");
    if (ended) {
      return;
    }
    if (!alive) {
      amiss.add(service + " was not alive");
    }
    if (!ready && !unready.contains(service)) {
      amiss.add(service + " was not ready");
    }
    if (!ready && unready.contains(service) || !whole && apart.contains(service)) {
      shown.putIfAbsent(service, elapsed());
    }
  }

  /// Asked twice, since a busy machine may be slow to answer.
  private static boolean isAlive(Node node) {
    return Stream.of(node, node).anyMatch(asked -> asked.answers("live"));
  }

  @Override
  public void close() {
    ended = true;
    try {
      watch.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    amiss.forEach(site.findings()::wrong);
    var to = new TreeSet<>(unready);
    to.addAll(apart);
    for (var service : to) {
      var after = shown.get(service);
      if (after != null && after.compareTo(SHOWN) <= 0) {
        site.findings()
            .note("%s shows it after %.1f s".formatted(service, after.toMillis() / 1000.0));
      } else if (lasted.compareTo(SHOWN) > 0) {
        site.findings()
            .wrong("%s did not show it within %d s".formatted(service, SHOWN.toSeconds()));
      }
    }
  }
}
