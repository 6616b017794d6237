/// Errors of the REST interfaces as problem documents (RFC 9457), each naming what was wrong and,
/// for a bad field, which one.
@NullMarked
package tocsin.edge.problem;

import org.jspecify.annotations.NullMarked;
