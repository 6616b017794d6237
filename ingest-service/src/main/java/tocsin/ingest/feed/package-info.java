/// The catalogue of feeds: what is polled and when, its routes, and the plan of the next poll.
@NullMarked
package tocsin.ingest.feed;

import org.jspecify.annotations.NullMarked;
