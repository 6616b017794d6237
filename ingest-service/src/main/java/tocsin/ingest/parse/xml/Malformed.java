package tocsin.ingest.parse.xml;

/// Text that is no well-formed XML or beyond the limits; the message says what is wrong and where.
public final class Malformed extends Exception {
  public Malformed(String message) {
    super(message);
  }

  /// @param column below 1 where it is not known
  Malformed(int line, int column, String message) {
    this("line " + line + (column < 1 ? "" : ", column " + column) + ": " + message);
  }
}
