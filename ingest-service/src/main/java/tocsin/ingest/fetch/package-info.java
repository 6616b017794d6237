/// Fetching a feed: conditional, guarded, within limits; every way it can end is a value.
@NullMarked
package tocsin.ingest.fetch;

import org.jspecify.annotations.NullMarked;
