package tocsin.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// What the demo shows: feeds with their items, and subscriptions with the items they must bring.
record Sample(List<Feed> feeds, List<Subscription> subscriptions) {
  private static final String EDITION = "-again-";

  /// @param format `rss` or `atom`
  /// @param host of the items' links
  record Feed(
      String name, String format, String language, String title, String host, List<Item> items) {
    Feed {
      items = List.copyOf(items);
    }

    /// @param edition from 0; later ones bring the same news again
    String link(Item item, int edition) {
      return "https://" + host + "/" + item.id() + (edition == 0 ? "" : EDITION + edition);
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

  /// The item that a link leads to, in whichever edition.
  Item item(String link) {
    var first = link.replaceFirst(EDITION + "\\d+$", "");
    for (var feed : feeds) {
      for (var item : feed.items()) {
        if (feed.link(item, 0).equals(first)) {
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
