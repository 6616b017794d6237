/// Title and text to tags: what the services, the commands and the scorecard call. Pure.
@NullMarked
package tocsin.classify.tag;

import org.jspecify.annotations.NullMarked;
