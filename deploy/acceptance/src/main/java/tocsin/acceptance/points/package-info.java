/// Fail points: places in the code of a service at which its process can be made to die.
///
/// [tocsin.acceptance.points.Agent] plants them in the classes as they are loaded; the artefacts of
/// the product hold none. [tocsin.acceptance.points.Points] names them all. What runs inside a
/// service uses the JDK only.
@NullMarked
package tocsin.acceptance.points;

import org.jspecify.annotations.NullMarked;
