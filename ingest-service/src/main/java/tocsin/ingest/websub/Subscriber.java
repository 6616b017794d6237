package tocsin.ingest.websub;

import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import tocsin.ingest.fetch.HostGate;
import tocsin.ingest.fetch.HubClient;
import tocsin.ingest.parse.HubOffer;
import tocsin.ingest.websub.PushStore.Request;

/// Asks hubs for what feeds offer, renews it before it ends, and leaves what is not wanted any
/// more. One request at a time to a hub's host, a gap after the last answer, as with feeds.
public final class Subscriber implements Runnable {
  private static final Logger LOG = Logger.getLogger(Subscriber.class);
  private static final int AT_ONCE = 8;
  private static final int SECRET_BYTES = 32;

  private final PushStore store;
  private final HubClient client;
  private final HostGate hosts;
  private final String publicUrl;
  private final WebSubSettings settings;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Semaphore wake = new Semaphore(0);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean stopped;

  /// @param publicUrl where hubs reach this service
  public Subscriber(
      PushStore store,
      HubClient client,
      HostGate hosts,
      URI publicUrl,
      WebSubSettings settings,
      InstantSource clock) {
    this.store = store;
    this.client = client;
    this.hosts = hosts;
    this.publicUrl = publicUrl.toString().replaceFirst("/+$", "");
    this.settings = settings;
    this.clock = clock;
  }

  /// A document of a feed was read.
  ///
  /// @param from where it was fetched
  public void offered(String feed, HubOffer offer, URI from) {
    if (offer.hub() == null) {
      store.withdrawn(feed, clock.instant());
    } else {
      var topic = offer.self() == null ? from : URI.create(offer.self());
      store.offered(
          feed, URI.create(offer.hub()), topic, unguessable(), unguessable(), clock.instant());
      wake();
    }
  }

  /// A poll found what the hub of a feed had not told.
  public void missed(String feed) {
    store.missed(feed);
  }

  public void wake() {
    wake.release();
  }

  public void stop() {
    stopped = true;
    wake.release();
    threads.shutdown();
  }

  @Override
  public void run() {
    while (!stopped) {
      try {
        store.leaveRemoved(clock.instant());
        var requests = store.claim(clock.instant(), settings.patience(), hosts.busy(), AT_ONCE);
        for (var request : requests) {
          hosts.enter(request.host());
          threads.execute(() -> ask(request));
        }
        if (requests.isEmpty() && wake.tryAcquire(1, TimeUnit.SECONDS)) {
          wake.drainPermits();
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        rest(e);
      }
    }
  }

  private void ask(Request request) {
    try {
      client
          .post(request.hub(), form(request))
          .ifPresent(refusal -> {
            LOG.infof("hub %s not reached for %s: %s", request.hub(), request.topic(), refusal);
            store.failed(request.id(), refusal);
          });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warnf("hub %s: asked again later: %s", request.hub(), e.getMessage());
    } finally {
      hosts.leave(request.host());
    }
  }

  private Map<String, String> form(Request request) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("hub.callback", publicUrl + "/hub/" + request.id());
    form.put("hub.mode", request.leaving() ? "unsubscribe" : "subscribe");
    form.put("hub.topic", request.topic());
    if (!request.leaving()) {
      form.put("hub.lease_seconds", Long.toString(settings.lease().toSeconds()));
      form.put("hub.secret", request.secret());
    }
    return form;
  }

  private String unguessable() {
    var bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private void rest(RuntimeException e) {
    LOG.warnf("hubs wait for the database: %s", e.getMessage());
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException interrupted) {
      stopped = true;
    }
  }
}
