/// What a subscriber asks for: the query, the channel, the schedule; their text, their checks,
/// their store.
@NullMarked
package tocsin.alert.subscription;

import org.jspecify.annotations.NullMarked;
