/// Benchmarks: `./tocsin bench NAME` prints a table and writes `target/bench/NAME.json`.
///
/// `match`: articles a second against stored subscriptions, by the index of the alert-service, by
/// Lucene Monitor and by PostgreSQL, on one workload, in one run, with the same results.
@NullMarked
package tocsin.bench;

import org.jspecify.annotations.NullMarked;
