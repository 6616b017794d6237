/// Any dialect of feed, as bytes, to one kind of value. Pure: bytes in,
/// [tocsin.ingest.parse.ParsedFeed] or what was wrong out.
@NullMarked
package tocsin.ingest.parse;

import org.jspecify.annotations.NullMarked;
