/// Measures how fast articles are tagged, with JMH, and how the spotter compares with what else
/// finds many names in a text.
@NullMarked
package tocsin.bench.classify;

import org.jspecify.annotations.NullMarked;
