/// Reading the topics back.
@NullMarked
package tocsin.alert.history;

import org.jspecify.annotations.NullMarked;
