package tocsin.ingest.feed;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How it stands with the hub of a feed, as the API shows it.
///
/// @param topic the feed's address at the hub
/// @param status `waiting` for the hub to verify, `live`, `doubted` (live, but a poll found what
///   the hub had not told: polled as if there were none), `denied` by the hub
/// @param rejected deliveries with a wrong signature
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Push(
    String hub,
    String topic,
    String status,
    @Nullable Instant leaseUntil,
    @Nullable Instant lastDelivery,
    long deliveries,
    long rejected,
    @Nullable String lastError) {}
