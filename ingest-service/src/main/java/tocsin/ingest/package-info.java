/// Polls feeds and publishes what is new in them to `articles-fetched`.
///
/// Read [tocsin.ingest.PollFeeds] first. `feed` is the catalogue and the plan, `fetch` the request,
/// `parse` the document, `publish` what was seen and what goes out.
@NullMarked
package tocsin.ingest;

import org.jspecify.annotations.NullMarked;
