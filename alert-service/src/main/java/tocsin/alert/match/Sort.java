package tocsin.alert.match;

/// What a word of the index is, and in what share of articles to expect it before any were seen.
enum Sort {
  theme(0.1),
  actor(0.002),
  kind(0.5),
  language(0.3),
  source(0.01),
  author(0.001),
  phrase(0.005);

  private static final Sort[] ALL = values();

  final double expected;

  Sort(double expected) {
    this.expected = expected;
  }

  static Sort of(int ordinal) {
    return ALL[ordinal];
  }
}
