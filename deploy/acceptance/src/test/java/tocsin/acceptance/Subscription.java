package tocsin.acceptance;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A subscription, and what stands at its other end.
///
/// @param api under its owner's token
/// @param target the path of the webhook, or the address of the mails
/// @param secret of the webhook, else empty
record Subscription(World world, Api api, String id, String target, String secret) {
  private static final Duration SOON = ofSeconds(20);

  /// An expected alert that still wants a time limit.
  record Expected(Subscription subscription, Item item) {
    Receipt within(Duration limit) {
      return await("%s at %s".formatted(item.guid(), subscription.target()))
          .atMost(limit)
          .until(() -> subscription.receipt(item), Optional::isPresent)
          .orElseThrow();
    }
  }

  Expected receives(Item item) {
    return new Expected(this, item);
  }

  /// Of what has been matched until now, these and no others, each once.
  void receivesExactly(Item... items) {
    var expected = Arrays.stream(items).map(Item::guid).collect(Collectors.toSet());
    assertThat(alerted()).as("alerts of " + target).isEqualTo(expected);
    await("deliveries to " + target).atMost(SOON).until(() -> received().containsAll(expected));
    assertThat(receipts()).extracting(Receipt::guid).containsExactlyInAnyOrderElementsOf(expected);
  }

  /// What has arrived.
  List<Receipt> receipts() {
    return isWebhook()
        ? world.hooks().received(target).stream()
            .filter(hook -> hook.status() < 300)
            .flatMap(hook -> Receipt.of(hook).stream())
            .toList()
        : world.mails().receivedBy(target).stream()
            .flatMap(mail -> Receipt.of(mail).stream())
            .toList();
  }

  Set<String> received() {
    return receipts().stream().map(Receipt::guid).collect(Collectors.toSet());
  }

  /// The guids of the items that it was alerted to, as the service tells it.
  Set<String> alerted() {
    return alerts().stream()
        .map(alert -> Receipt.guid(alert.at("/article/url").asText()).orElseThrow())
        .collect(Collectors.toSet());
  }

  List<JsonNode> alerts() {
    return api.all("/api/alerts?subscription=" + id);
  }

  private boolean isWebhook() {
    return target.startsWith("/");
  }

  private Optional<Receipt> receipt(Item item) {
    return receipts().stream().filter(r -> r.guid().equals(item.guid())).findFirst();
  }
}
