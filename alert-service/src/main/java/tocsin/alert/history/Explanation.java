package tocsin.alert.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tocsin.alert.delivery.DeliveryLog;

/// Why an article did, or did not, reach the receiver of a subscription.
///
/// @param clauses of the query as it is now; empty where the article is not known
/// @param first the article that was alerted in its place; absent where it is not folded
/// @param alert absent where there is none
/// @param delivery absent where there is none
/// @param attempts those of the delivery
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Explanation(
    Article article,
    Verdict verdict,
    String reason,
    List<Clause> clauses,
    @Nullable First first,
    @Nullable String alert,
    DeliveryLog.@Nullable DeliveryView delivery,
    @Nullable List<DeliveryLog.AttemptView> attempts) {

  /// The article that is asked about.
  ///
  /// @param known whether it was tagged and taken in
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Article(
      String id,
      boolean known,
      @Nullable String title,
      @Nullable String url,
      @Nullable Integer revision,
      @Nullable Instant tagged) {}

  /// The article of the same story that came first, and its alert.
  public record First(String article, String alert) {}
}
