package tocsin.bench.ingest;

/// What was measured of one parser on one document, on one thread.
///
/// @param bytes of the document
/// @param feedsPerSecond by the clock
/// @param feedsPerCpuSecond by the time the thread had a processor, for a machine that does other
///   things too
/// @param kilobytesAllocated for one document
/// @param timesRome how many times as fast as plain Rome in the same run, by processor time
record ParseRow(
    String measure,
    String parser,
    String document,
    int bytes,
    double feedsPerSecond,
    double feedsPerCpuSecond,
    double kilobytesAllocated,
    double timesRome) {}
