/// Learns from labelled items how far each concept speaks for each theme.
@NullMarked
package tocsin.classify.learn;

import org.jspecify.annotations.NullMarked;
