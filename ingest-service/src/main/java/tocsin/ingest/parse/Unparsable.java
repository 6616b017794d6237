package tocsin.ingest.parse;

/// A document that is no feed we read; the message says why, in words for an operator.
public final class Unparsable extends Exception {
  public Unparsable(String message) {
    super(message);
  }
}
