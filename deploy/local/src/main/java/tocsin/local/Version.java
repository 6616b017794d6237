package tocsin.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/// A version as numbers with dots between them; what follows a hyphen does not count.
record Version(String text) implements Comparable<Version> {
  private static final Comparator<List<Integer>> BY_NUMBERS =
      (a, b) -> {
        for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
          int order = Integer.compare(i < a.size() ? a.get(i) : 0, i < b.size() ? b.get(i) : 0);
          if (order != 0) {
            return order;
          }
        }
        return 0;
      };

  Version {
    if (!text.matches("\\d{1,9}(\\.\\d{1,9})*(-.*)?")) {
      throw new IllegalArgumentException("no version: " + text);
    }
  }

  /// Of this program.
  static Version ofTocsin() {
    return read("tocsin");
  }

  /// Of the database server that comes with it.
  static Version ofPostgresql() {
    return read("postgresql");
  }

  int major() {
    return numbers().getFirst();
  }

  private List<Integer> numbers() {
    return Stream.of(text.replaceFirst("-.*", "").split("\\.")).map(Integer::valueOf).toList();
  }

  /// The numbers alone: a snapshot and its release are as old as each other.
  @Override
  public int compareTo(Version other) {
    return BY_NUMBERS.compare(numbers(), other.numbers());
  }

  @Override
  public String toString() {
    return text;
  }

  private static Version read(String key) {
    var versions = new Properties();
    try (var in = Version.class.getResourceAsStream("version.properties")) {
      versions.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Version(versions.getProperty(key));
  }
}
