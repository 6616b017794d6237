package tocsin.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// What was measured of one engine at one number of subscriptions.
///
/// @param articlesPerSecond on one thread, by the clock
/// @param articlesPerCpuSecond the same by the time the thread had a processor, for a machine that
///   does other things too; null where others do the work
/// @param matchesPerArticle mean
/// @param buildSeconds from queries in memory to the first match
/// @param updateP50Micros one changed subscription, until the next match sees it
/// @param articlesPerSecondTwoThreads null where not measured
/// @param startSeconds from rows in the service's table to a whole index; null where not measured
@JsonInclude(JsonInclude.Include.NON_NULL)
record Row(
    String engine,
    int subscriptions,
    double articlesPerSecond,
    @Nullable Double articlesPerCpuSecond,
    double bytesPerSubscription,
    double matchesPerArticle,
    double buildSeconds,
    double updateP50Micros,
    double updateP99Micros,
    @Nullable Double articlesPerSecondTwoThreads,
    @Nullable Double startSeconds) {}
