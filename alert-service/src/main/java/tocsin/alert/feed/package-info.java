/// A subscription as an Atom feed, for readers that fetch.
@NullMarked
package tocsin.alert.feed;

import org.jspecify.annotations.NullMarked;
