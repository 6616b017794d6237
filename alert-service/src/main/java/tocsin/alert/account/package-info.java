/// Subscribers, how they confirm and leave, and the tokens that open the interfaces.
@NullMarked
package tocsin.alert.account;

import org.jspecify.annotations.NullMarked;
