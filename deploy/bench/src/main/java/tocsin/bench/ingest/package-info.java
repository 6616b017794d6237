/// `./tocsin bench ingest`: what reading a feed costs, and what it costs to ask for 100,000 feeds
/// that have nothing new.
///
/// [tocsin.bench.ingest.ParseBench] runs with the libraries of the service itself;
/// [tocsin.bench.ingest.PollBench] runs the built service as a process, on a real database, a real
/// broker and a web server that answers 304.
@NullMarked
package tocsin.bench.ingest;

import org.jspecify.annotations.NullMarked;
