package tocsin.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// What the demo shows: feeds with their items, and subscriptions with the items they must bring.
record Sample(List<Feed> feeds, List<Subscription> subscriptions) {

  /// @param format `rss` or `atom`
  /// @param host of the items' links
  record Feed(
      String name, String format, String language, String title, String host, List<Item> items) {
    Feed {
      items = List.copyOf(items);
    }

    String link(Item item) {
      return "https://" + host + "/" + item.id();
    }
  }

  record Item(String id, String title, String text) {}

  /// @param channel `webhook` or `email`
  /// @param expects ids of items
  record Subscription(String name, String channel, String query, List<String> expects) {
    Subscription {
      expects = List.copyOf(expects);
    }
  }

  Sample {
    feeds = List.copyOf(feeds);
    subscriptions = List.copyOf(subscriptions);
  }

  /// The item that a link leads to.
  Item item(String link) {
    for (var feed : feeds) {
      for (var item : feed.items()) {
        if (feed.link(item).equals(link)) {
          return item;
        }
      }
    }
    throw new IllegalArgumentException("no item of the sample: " + link);
  }

  static Sample read() {
    try (var in = Sample.class.getResourceAsStream("newsroom.json")) {
      return new ObjectMapper().readValue(in, Sample.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
