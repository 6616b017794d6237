/// XML as a light tree: text in, [tocsin.ingest.parse.xml.Element] or
/// [tocsin.ingest.parse.xml.Malformed] out, under limits. Knows nothing of feeds.
@NullMarked
package tocsin.ingest.parse.xml;

import org.jspecify.annotations.NullMarked;
