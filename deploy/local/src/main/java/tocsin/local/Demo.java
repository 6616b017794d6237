package tocsin.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The sample newsroom and its readers on a running stack: prints each alert as it is delivered.
final class Demo {
  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final Duration LOOK = Duration.ofMillis(300);

  /// So long nothing more may arrive once all is there.
  private static final Duration SETTLE = Duration.ofSeconds(3);

  private final Sample sample;
  private final SampleNewsroom newsroom;
  private final Arrivals arrivals;
  private final Rest ingest;
  private final Rest alert;
  private final AlertText text;
  private final Console console;
  private final long begun;
  private final Map<String, Reader> readers = new HashMap<>();
  private final List<String> faults = new ArrayList<>();

  /// Someone with a sample subscription.
  ///
  /// @param arrived the items whose alerts have been delivered, each with the delivery's id
  private record Reader(
      Sample.Subscription subscription, Rest api, String id, Map<String, String> arrived) {}

  /// @param begun when the stack was started, in nanoseconds
  Demo(
      Sample sample,
      SampleNewsroom newsroom,
      Arrivals arrivals,
      Rest ingest,
      Rest alert,
      Console console,
      long begun) {
    this.sample = sample;
    this.newsroom = newsroom;
    this.arrivals = arrivals;
    this.ingest = ingest;
    this.alert = alert;
    this.text = new AlertText(console.colours());
    this.console = console;
    this.begun = begun;
  }

  /// @param once whether to return when all expected alerts have arrived
  /// @return what was missing or too much, empty if nothing
  List<String> run(boolean once) throws IOException, InterruptedException {
    subscribe();
    for (var feed : sample.feeds()) {
      ingest.post("/api/feeds", Map.of("url", newsroom.url(feed), "pollEvery", "1s"));
    }
    var end = System.nanoTime() + LIMIT.toNanos();
    var quietSince = System.nanoTime();
    while (!once || System.nanoTime() < end) {
      var arrival = arrivals.next(LOOK);
      if (arrival != null) {
        show(arrival);
      }
      if (arrival != null || !once || !allArrived() || !allRead()) {
        quietSince = System.nanoTime();
      } else if (System.nanoTime() - quietSince > SETTLE.toNanos()) {
        break;
      }
    }
    return differences();
  }

  private void subscribe() throws IOException, InterruptedException {
    int number = 0;
    for (var subscription : sample.subscriptions()) {
      number++;
      var email = "reader-%d@demo.example".formatted(number);
      var path = "/reader-" + number;
      var subscriber = alert.post("/api/subscribers", Map.of("email", email, "confirmed", true));
      var api = alert.as(subscriber.get("token").asText());
      var webhook = subscription.channel().equals("webhook");
      var created =
          api.post(
              "/api/subscriptions",
              Map.of(
                  "name",
                  subscription.name(),
                  "query",
                  subscription.query(),
                  "schedule",
                  "immediate",
                  "channel",
                  webhook
                      ? Map.of("type", "webhook", "url", "http://" + arrivals.address() + path)
                      : Map.of("type", "email")));
      if (webhook) {
        arrivals.expect(path, created.at("/channel/secret").asText());
      }
      readers.put(
          webhook ? path : email,
          new Reader(subscription, api, created.get("id").asText(), new TreeMap<>()));
    }
  }

  private void show(Arrivals.Arrival arrival) throws IOException, InterruptedException {
    var reader = readers.get(arrival.target());
    if (reader == null || !arrival.genuine()) {
      faults.add("%s: no valid signature on %s".formatted(arrival.target(), arrival.id()));
      return;
    }
    for (var alerted : alerts(reader)) {
      var url = alerted.at("/article/url").asText();
      var item = sample.item(url);
      if (!mentions(arrival.content(), url)) {
        continue;
      }
      var earlier = reader.arrived().putIfAbsent(name(url), arrival.id());
      if (earlier == null) {
        sinceStart();
        console.result("%s", text.of(reader.subscription(), item, alerted));
      } else if (!earlier.equals(arrival.id())) {
        faults.add("%s: %s came twice".formatted(reader.subscription().name(), name(url)));
      }
    }
  }

  /// An item's id, with the edition where it is a later one.
  private static String name(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }

  private void sinceStart() {
    if (readers.values().stream().mapToInt(r -> r.arrived().size()).sum() == 1) {
      console.say(
          "first alert %.1f s after the start", (System.nanoTime() - begun) / 1_000_000_000.0);
    }
  }

  /// Whether the link stands there whole, not as the beginning of another.
  private static boolean mentions(String content, String url) {
    return Pattern.compile(Pattern.quote(url) + "(?![\\w-])").matcher(content).find();
  }

  private boolean allArrived() {
    return readers.values().stream()
        .allMatch(r -> r.arrived().keySet().containsAll(r.subscription().expects()));
  }

  /// Whether every item of the newsroom has been read.
  private boolean allRead() throws IOException, InterruptedException {
    int read = 0;
    for (var feed : ingest.get("/api/feeds").get("items")) {
      read += feed.get("items").asInt();
    }
    return read >= sample.feeds().stream().mapToInt(feed -> feed.items().size()).sum();
  }

  private List<String> differences() throws IOException, InterruptedException {
    List<String> differences = new ArrayList<>(faults);
    for (var reader : readers.values()) {
      var name = reader.subscription().name();
      var expected = new TreeSet<>(reader.subscription().expects());
      var opened =
          alerts(reader).stream()
              .map(a -> name(a.at("/article/url").asText()))
              .collect(Collectors.toCollection(TreeSet::new));
      opened.addAll(reader.arrived().keySet());
      expected.stream()
          .filter(id -> !reader.arrived().containsKey(id))
          .forEach(id -> differences.add("%s: %s is missing".formatted(name, id)));
      opened.stream()
          .filter(id -> !expected.contains(id))
          .forEach(id -> differences.add("%s: %s is too much".formatted(name, id)));
    }
    return differences;
  }

  private static List<JsonNode> alerts(Reader reader) throws IOException, InterruptedException {
    List<JsonNode> alerts = new ArrayList<>();
    reader.api().get("/api/alerts?subscription=" + reader.id()).get("items").forEach(alerts::add);
    return alerts;
  }
}
