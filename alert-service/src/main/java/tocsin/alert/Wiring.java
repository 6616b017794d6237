package tocsin.alert;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;
import org.eclipse.microprofile.reactive.messaging.Channel;
import tocsin.alert.account.Callers;
import tocsin.alert.account.Notices;
import tocsin.alert.account.Origin;
import tocsin.alert.account.PublicUrl;
import tocsin.alert.account.Subscribers;
import tocsin.alert.account.Tokens;
import tocsin.alert.account.WrongTokens;
import tocsin.alert.delivery.DeliveryQueue;
import tocsin.alert.delivery.DeliverySettings;
import tocsin.alert.delivery.Recoveries;
import tocsin.alert.email.OneLoopMailer;
import tocsin.alert.match.IndexFeed;
import tocsin.alert.match.SubscriptionIndex;
import tocsin.alert.replay.ReplayStore;
import tocsin.alert.subscription.Drafts;
import tocsin.alert.subscription.KnownWords;
import tocsin.alert.subscription.SubscriptionStore;
import tocsin.alert.subscription.VocabularyReader;
import tocsin.edge.address.AddressGuard;
import tocsin.edge.dead.DeadLetters;
import tocsin.edge.token.AdminToken;
import tocsin.events.TopicReader;
import tocsin.events.Topics;

/// Builds who may call, what is subscribed to, and the index of it.
@Singleton
final class Wiring {
  private static final int WRONG_TOKENS_A_MINUTE = 20;

  private final Node node;

  Wiring(Node node) {
    this.node = node;
  }

  @Produces
  @Singleton
  InstantSource clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  Tokens tokens(InstantSource clock) {
    return new Tokens(clock);
  }

  @Produces
  @Singleton
  Callers callers(
      AdminToken admin, Tokens tokens, CurrentVertxRequest request, InstantSource clock) {
    return new Callers(
        admin, tokens, new WrongTokens(WRONG_TOKENS_A_MINUTE), () -> origin(request), clock);
  }

  private static String origin(CurrentVertxRequest request) {
    var address = request.getCurrent().request().remoteAddress();
    return Origin.of(address == null ? null : address.hostAddress());
  }

  @Produces
  @Singleton
  Subscribers subscribers(Pool pool, Tokens tokens) {
    return new Subscribers(pool, tokens, node.publicUrl());
  }

  @Produces
  @Singleton
  Notices notices(Pool pool, OneLoopMailer mailer, InstantSource clock) {
    return new Notices(pool, mailer, clock, node.host());
  }

  @Produces
  @Singleton
  PublicUrl publicUrl() {
    return new PublicUrl(node.publicUrl());
  }

  @Produces
  @Singleton
  TopicReader topics() {
    return new TopicReader(node.broker());
  }

  @Produces
  @Singleton
  VocabularyReader vocabulary() {
    return new VocabularyReader(node.prefix() + Topics.VOCABULARY, node.broker());
  }

  @Produces
  @Singleton
  Drafts drafts(AddressGuard guard, KnownWords.Current words) {
    return new Drafts(guard, words);
  }

  @Produces
  @Singleton
  SubscriptionStore subscriptions(Pool pool) {
    return new SubscriptionStore(pool);
  }

  @Produces
  @Singleton
  SubscriptionIndex index() {
    return new SubscriptionIndex();
  }

  @Produces
  @Singleton
  IndexFeed indexFeed(SubscriptionStore store, SubscriptionIndex index) {
    return new IndexFeed(store, index);
  }

  @Produces
  @Singleton
  DeadLetters deadLetters(@Channel("articles-tagged-dead") MutinyEmitter<byte[]> topic) {
    return new DeadLetters(topic, "alert-service");
  }

  @Produces
  @Singleton
  Housekeeping housekeeping(
      DeliveryQueue queue,
      Subscribers subscribers,
      ReplayStore replays,
      SubscriptionStore store,
      Recoveries recoveries,
      DeliverySettings settings,
      InstantSource clock) {
    return new Housekeeping(
        queue, recoveries, subscribers, replays, store.changes(), settings.retention(), clock);
  }
}
