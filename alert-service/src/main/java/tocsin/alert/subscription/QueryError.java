package tocsin.alert.subscription;

/// A query that cannot be read.
public final class QueryError extends Exception {
  private final int position;

  /// @param position of the first char that is wrong, from 0
  public QueryError(String message, int position) {
    super("at character %d: %s".formatted(position + 1, message));
    this.position = position;
  }

  public int position() {
    return position;
  }
}
