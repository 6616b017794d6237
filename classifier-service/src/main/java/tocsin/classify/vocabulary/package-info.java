/// Themes, concepts and actors as files that an operator edits: read, checked, compiled, swapped
/// whole, and published on their topic.
@NullMarked
package tocsin.classify.vocabulary;

import org.jspecify.annotations.NullMarked;
