/// What of an article can carry tags, and in which language it is: zones, sentences, furniture.
/// Pure.
@NullMarked
package tocsin.classify.text;

import org.jspecify.annotations.NullMarked;
