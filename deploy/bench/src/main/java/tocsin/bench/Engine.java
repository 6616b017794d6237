package tocsin.bench;

import java.io.IOException;
import java.sql.SQLException;

/// A way to find the subscriptions that an article matches.
interface Engine extends AutoCloseable {
  String name();

  /// Takes in the subscriptions of some numbers, each the next after the last.
  ///
  /// @return nanoseconds, without the making of the workload
  long add(int from, int to) throws IOException, SQLException;

  /// Makes ready for matching what was added.
  ///
  /// @return nanoseconds
  long ready() throws IOException, SQLException;

  /// The numbers of the matching subscriptions, ascending.
  long[] match(News news) throws IOException, SQLException;

  /// Replaces one subscription by what another asks for; visible to the next match.
  void update(int number, Wish wish) throws IOException, SQLException;

  /// What it occupies beside the Java heap, in bytes; below 0 where the heap tells.
  long bytes() throws IOException, SQLException;

  @Override
  void close() throws IOException, SQLException;
}
