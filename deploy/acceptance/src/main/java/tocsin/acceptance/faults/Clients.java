package tocsin.acceptance.faults;

import static tocsin.acceptance.Api.map;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tocsin.acceptance.Api;
import tocsin.acceptance.Node;
import tocsin.acceptance.Stack;

/// Clients of alert-service's API behind a balancer, as those of an operator who runs several
/// nodes: it sends to nodes that are ready, goes to the next where none listens any more, and asks
/// again what only reads where a connection broke.
final class Clients implements AutoCloseable {
  private static final int COUNT = 4;
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration DRAINED = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(25);

  private final Site site;
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final Map<Node, AtomicInteger> inFlight = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile List<Node> nodes;
  private volatile List<Node> ready;
  private volatile boolean ended;

  /// What a client asks a node for.
  @FunctionalInterface
  private interface Question {
    Api.Answer put(Api api);
  }

  Clients(Site site, List<Node> nodes) {
    this.site = site;
    this.nodes = List.copyOf(nodes);
    this.ready = this.nodes;
    threads.add(Thread.startVirtualThread(this::look));
    for (int i = 0; i < COUNT; i++) {
      var email = "client-%d-%d@people.example".formatted(i, System.nanoTime());
      var token =
          site.stack()
              .alert()
              .post("/api/subscribers", map("email", email, "confirmed", true))
              .expect(201)
              .get("token")
              .asText();
      threads.add(Thread.startVirtualThread(() -> use(token)));
    }
  }

  /// To these nodes from now on.
  synchronized void goTo(List<Node> others) {
    nodes = List.copyOf(others);
  }

  /// To these only, and returns once the others have answered what they were asked.
  void leave(List<Node> remaining) {
    goTo(remaining);
    Awaitility.await("what was asked is answered")
        .atMost(DRAINED)
        .until(() ->
            inFlight.entrySet().stream()
                .filter(asked -> !isAmong(remaining, asked.getKey()))
                .allMatch(asked -> asked.getValue().get() == 0));
  }

  private static boolean isAmong(List<Node> nodes, Node node) {
    return nodes.stream().anyMatch(node::equals);
  }

  private void look() {
    while (!ended) {
      var answering = nodes.stream().filter(Node::isReady).toList();
      if (!answering.isEmpty()) {
        ready = answering;
      }
      Site.pass(LOOK);
    }
  }

  private void use(String token) {
    var mine =
        map(
            "name",
            "client",
            "query",
            "source:nowhere.example",
            "channel",
            map("type", "email"),
            "schedule",
            "immediate");
    while (!ended) {
      var made = ask(token, api -> api.post("/api/subscriptions", mine), false);
      ask(token, api -> api.get("/api/subscriptions"), true);
      ask(token, api -> api.get("/api/alerts"), true);
      ask(Stack.ADMIN_TOKEN, api -> api.get("/api/deliveries?limit=50"), true);
      if (made != null && made.status() == 201) {
        var path = "/api/subscriptions/" + made.body().get("id").asText();
        ask(token, api -> api.send("DELETE", path, null), false);
      }
    }
  }

  /// @param reads whether it may be asked again where the connection broke
  /// @return null where no node answered
  private Api.@Nullable Answer ask(String token, Question question, boolean reads) {
    asked.incrementAndGet();
    var why = "no node is ready";
    int turn = asked.get();
    int tries = 0;
    while (tries < 2) {
      var node = next(turn + tries++);
      if (node == null) {
        break;
      }
      try {
        var answer = question.put(node.api(token));
        if (answer.status() < 500) {
          Site.pass(PAUSE);
          return answer;
        }
        why = "%s answers %d: %s".formatted(node.name(), answer.status(), answer.text());
        break;
      } catch (UncheckedIOException e) {
        why = "%s: %s".formatted(node.name(), e.getCause());
        if (!reads && !isUnsent(e)) {
          break;
        }
      } finally {
        count(node).decrementAndGet();
      }
    }
    fail(why);
    return null;
  }

  /// A node that is ready and has not left, with one more request in flight; null where none is.
  private synchronized @Nullable Node next(int turn) {
    var round = ready.stream().filter(node -> isAmong(nodes, node)).toList();
    if (round.isEmpty()) {
      return null;
    }
    var node = round.get(Math.floorMod(turn, round.size()));
    count(node).incrementAndGet();
    return node;
  }

  private AtomicInteger count(Node node) {
    return inFlight.computeIfAbsent(node, _ -> new AtomicInteger());
  }

  private static boolean isUnsent(UncheckedIOException e) {
    return e.getCause() instanceof ConnectException
        || e.getCause() instanceof HttpConnectTimeoutException;
  }

  private void fail(String why) {
    if (failed.incrementAndGet() <= 3) {
      site.findings().wrong("a request of an API client failed: " + why);
    }
    Site.pass(PAUSE);
  }

  @Override
  public void close() {
    ended = true;
    try {
      for (var thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    site.findings()
        .note("%d requests of API clients, %d failed".formatted(asked.get(), failed.get()));
  }
}
