/// Tags articles with governance themes and named actors: `articles-fetched` to `articles-tagged`.
///
/// Read [tocsin.classify.ClassifyArticle] first, then [tocsin.classify.tag.Tagger]. Tags are a pure
/// function of the article and the vocabulary.
@NullMarked
package tocsin.classify;

import org.jspecify.annotations.NullMarked;
