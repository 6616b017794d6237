package tocsin.events;

/// The names of the topics, as channels use them by default.
public final class Topics {
  public static final String FETCHED = "articles-fetched";
  public static final String TAGGED = "articles-tagged";
  public static final String RETAGGED = "articles-retagged";
  public static final String VOCABULARY = "vocabulary";

  private Topics() {}

  /// Where records of a topic go that could not be handled.
  public static String dead(String topic) {
    return topic + "-dead";
  }
}
