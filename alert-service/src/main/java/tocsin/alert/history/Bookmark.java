package tocsin.alert.history;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Where a reading of history stands, begins or ends; as text it can be kept, and read on from.
public sealed interface Bookmark {
  /// Before these offsets, by partition of the topic.
  record OnTopic(List<Long> offsets) implements Bookmark {
    public OnTopic {
      offsets = List.copyOf(offsets);
    }

    @Override
    public String written() {
      return "t:" + offsets.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    @Override
    public long passed() {
      return offsets.stream().mapToLong(Long::longValue).sum();
    }
  }

  /// Behind this article, in the order of publication.
  ///
  /// @param article its id; empty before the first of this time
  /// @param rows how many were passed
  record InTable(long rows, Instant published, String article) implements Bookmark {
    @Override
    public String written() {
      return "p:" + rows + "," + published + "," + article;
    }

    @Override
    public long passed() {
      return rows;
    }
  }

  String written();

  /// What lies before it, in records or rows.
  long passed();

  /// @throws IllegalArgumentException where it is none
  static Bookmark read(String written) {
    try {
      if (written.startsWith("t:")) {
        return new OnTopic(
            Arrays.stream(written.substring(2).split(",")).map(Long::valueOf).toList());
      }
      if (written.startsWith("p:")) {
        var parts = written.substring(2).split(",", 3);
        if (parts.length == 3) {
          return new InTable(Long.parseLong(parts[0]), Instant.parse(parts[1]), parts[2]);
        }
      }
    } catch (NumberFormatException | DateTimeException e) {
      throw new IllegalArgumentException("no bookmark: " + written, e);
    }
    throw new IllegalArgumentException("no bookmark: " + written);
  }

  /// How much of the way from one to another is done, 0 to 1.
  static double progress(Bookmark begin, Bookmark at, Bookmark end) {
    long way = end.passed() - begin.passed();
    double done = way <= 0 ? 1 : (double) (at.passed() - begin.passed()) / way;
    return Math.min(1, Math.max(0, done));
  }
}
