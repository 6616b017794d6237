package tocsin.events;

/// The words a tag rests on: `field.substring(start, end)` equals [#text], in UTF-16 code units.
///
/// @param field where the words stand
/// @param concept what they were recognised as: an id of the vocabulary's concepts or actors
public record Evidence(Field field, int start, int end, String text, String concept) {

  /// The part of an article that offsets count in.
  public enum Field {
    title,
    text;

    public String of(TaggedArticle article) {
      return this == title ? article.title() : article.text();
    }
  }

  public Evidence {
    Checks.present("field", field);
    Checks.present("concept", concept);
    if (start < 0 || end - start != text.length()) {
      throw new IllegalArgumentException(
          "evidence '%s' does not fill %d..%d".formatted(text, start, end));
    }
  }
}
