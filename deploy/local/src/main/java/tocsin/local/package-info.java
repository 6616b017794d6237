/// The local stack: the broker, the database and the three services as processes of one machine,
/// kept by a launcher.
///
/// Read [tocsin.local.Stack] first: what runs, and in which order it starts and stops. A
/// [tocsin.local.Child] is one of its processes and is started again when it dies; each is run by
/// [tocsin.local.Guarded], which ends it when the launcher is gone. Nothing depends on this
/// package.
@NullMarked
package tocsin.local;

import org.jspecify.annotations.NullMarked;
