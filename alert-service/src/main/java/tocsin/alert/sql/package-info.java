/// Statements on the reactive pool, from blocking (virtual) threads.
@NullMarked
package tocsin.alert.sql;

import org.jspecify.annotations.NullMarked;
