/// From parsed items to the topic: what is new or changed is written with the marks of what was
/// seen in one transaction, and relayed from there.
@NullMarked
package tocsin.ingest.publish;

import org.jspecify.annotations.NullMarked;
