package tocsin.testing;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// One webhook request as it arrived.
///
/// @param headers by name in lower case
/// @param status what it was answered with
/// @param received when it had come whole
public record Hook(
    String path, Map<String, List<String>> headers, String body, int status, Instant received) {
  public Hook {
    headers = Map.copyOf(headers);
  }

  public String id() {
    return header("webhook-id");
  }

  public String header(String name) {
    return headers.getOrDefault(name, List.of("")).getFirst();
  }

  /// Whether the published library of Standard Webhooks accepts it under this secret.
  public boolean signedWith(String secret) {
    try {
      new Webhook(secret).verify(body, headers);
      return true;
    } catch (WebhookVerificationException e) {
      return false;
    } catch (EmptyWebhookSecretException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
