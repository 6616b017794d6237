package tocsin.events;

/// How far an article is about a theme.
public enum Grade {
  /// what the article is about
  primary,
  /// substantively addressed, not the point
  secondary
}
