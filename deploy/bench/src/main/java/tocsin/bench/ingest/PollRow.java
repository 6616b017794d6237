package tocsin.bench.ingest;

/// What was measured of polls that bring nothing new.
///
/// @param feeds that are registered
/// @param notModified answers 304 within the time
/// @param cpuMillisPerPoll of the service's process, with whatever else it does meanwhile
/// @param bytesPerPoll request and answer
/// @param rowsWrittenPerPoll inserted, updated and deleted, in all tables
/// @param rssMegabytes the most that the service's process had in memory
/// @param behindSeconds how long the oldest due feed had waited at the end
record PollRow(
    String measure,
    int feeds,
    double seconds,
    long notModified,
    double pollsPerSecond,
    double cpuMillisPerPoll,
    double bytesPerPoll,
    double rowsWrittenPerPoll,
    double transactionsPerPoll,
    double walBytesPerPoll,
    int heapMegabytes,
    double rssMegabytes,
    double behindSeconds) {}
