package tocsin.alert;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import tocsin.alert.account.Notices;
import tocsin.alert.delivery.Courier;
import tocsin.alert.delivery.DeliveryLedger;
import tocsin.alert.delivery.DeliveryLog;
import tocsin.alert.delivery.DeliveryMetrics;
import tocsin.alert.delivery.DeliveryQueue;
import tocsin.alert.delivery.DeliverySettings;
import tocsin.alert.delivery.Receivers;
import tocsin.alert.delivery.Recoveries;
import tocsin.alert.email.EmailChannel;
import tocsin.alert.email.OneLoopMailer;
import tocsin.alert.subscription.KnownWords;
import tocsin.alert.subscription.SubscriptionStore;
import tocsin.alert.webhook.WebhookChannel;
import tocsin.edge.address.AddressGuard;

/// Builds what takes alerts to their receivers.
@Singleton
final class DeliveryWiring {
  private final Node node;

  DeliveryWiring(Node node) {
    this.node = node;
  }

  @Produces
  @Singleton
  DeliveryMetrics metrics(MeterRegistry registry) {
    return new DeliveryMetrics(registry);
  }

  @Produces
  @Singleton
  DeliveryLedger ledger(Pool pool, SubscriptionStore store, DeliverySettings settings) {
    return new DeliveryLedger(pool, store, settings.storyWindow());
  }

  @Produces
  @Singleton
  DeliveryLog deliveryLog(Pool pool) {
    return new DeliveryLog(pool);
  }

  @Produces
  @Singleton
  Recoveries recoveries(Pool pool) {
    return new Recoveries(pool);
  }

  @Produces
  @Singleton
  DeliveryQueue queue(Pool pool, DeliverySettings settings) {
    return new DeliveryQueue(pool, node.name(), settings.lease());
  }

  @Produces
  @Singleton
  WebhookChannel webhooks(
      Vertx vertx, AddressGuard guard, DeliverySettings settings, InstantSource clock) {
    return new WebhookChannel(vertx, guard, settings, clock, "Tocsin (+" + node.publicUrl() + ")");
  }

  /// Its type alone, so that it is not taken for the mailer that it asks.
  @Produces
  @Singleton
  @Typed(OneLoopMailer.class)
  OneLoopMailer mailer(ReactiveMailer mailer, Vertx vertx) {
    return new OneLoopMailer(mailer, vertx);
  }

  @Produces
  @Singleton
  Courier courier(
      Pool pool,
      DeliveryQueue queue,
      SubscriptionStore store,
      Notices notices,
      DeliverySettings settings,
      DeliveryMetrics metrics,
      InstantSource clock,
      WebhookChannel webhooks,
      OneLoopMailer mailer,
      @Location("mail/alerts.html") Template template,
      KnownWords.Current words) {
    List<tocsin.alert.delivery.Channel> channels =
        List.of(
            webhooks,
            new EmailChannel(
                mailer, template, words, node.publicUrl(), node.host(), settings.mailTimeout()));
    return new Courier(
        queue,
        new Receivers(pool, store, notices, queue, settings),
        channels,
        settings,
        metrics,
        clock);
  }
}
