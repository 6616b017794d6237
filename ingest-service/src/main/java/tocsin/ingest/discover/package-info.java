/// From a site's address to its feeds: what is known of sites, what their pages name, where feeds
/// usually are.
@NullMarked
package tocsin.ingest.discover;

import org.jspecify.annotations.NullMarked;
