package tocsin.alert.history;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import tocsin.alert.account.Callers;
import tocsin.alert.subscription.KnownWords;
import tocsin.alert.subscription.SubscriptionStore;
import tocsin.edge.problem.Problem;

/// `GET /api/explain`: why an article did, or did not, fire, told to the owner of the subscription.
@Path("/api/explain")
@RunOnVirtualThread
public class ExplainResource {
  private final Explainer explainer;
  private final SubscriptionStore subscriptions;
  private final KnownWords.Current words;
  private final Callers callers;

  public ExplainResource(
      Explainer explainer,
      SubscriptionStore subscriptions,
      KnownWords.Current words,
      Callers callers) {
    this.explainer = explainer;
    this.subscriptions = subscriptions;
    this.words = words;
    this.callers = callers;
  }

  @GET
  public Explanation explain(
      @QueryParam("article") @Nullable String article,
      @QueryParam("subscription") @Nullable String subscription,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
    var caller = callers.known(authorization);
    var of =
        subscriptions
            .find(required("subscription", subscription))
            .filter(s -> caller.mayTouch(s.subscriberId()))
            .orElseThrow(() ->
                Problem.of(404, "There is no subscription '" + subscription + "'.").exception());
    var known = words.get();
    try {
      return explainer.explain(
          required("article", article), of, known == null ? KnownWords.NONE : known);
    } catch (KafkaException e) {
      throw Problem.of(503, "The articles cannot be read at the moment: " + e.getMessage())
          .exception();
    }
  }

  private static String required(String parameter, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw Problem.field(parameter, "is missing: name an id").exception();
    }
    return value.strip();
  }
}
