/// How right the tags are: labelled items, what was made of them, and the figures that follow.
/// Pure.
@NullMarked
package tocsin.classify.score;

import org.jspecify.annotations.NullMarked;
