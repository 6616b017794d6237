/// The few pages for people: confirm, unsubscribe, inbox of the local stack, status.
@NullMarked
package tocsin.alert.page;

import org.jspecify.annotations.NullMarked;
