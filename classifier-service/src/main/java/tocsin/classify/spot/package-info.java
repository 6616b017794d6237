/// Where the forms of the vocabulary stand in an article, before anyone decides what they mean.
/// Pure.
@NullMarked
package tocsin.classify.spot;

import org.jspecify.annotations.NullMarked;
