package tocsin.ingest;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import tocsin.testing.TestServers;

/// A database, and the address of a broker that is not there until a test starts it.
public final class BrokerAddress implements QuarkusTestResourceLifecycleManager {
  private final TestServers servers = new TestServers();

  @Override
  public Map<String, String> start() {
    var settings = new HashMap<>(servers.start());
    settings.putAll(new PressAddress().start());
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      settings.put("kafka.bootstrap.servers", "127.0.0.1:" + socket.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    settings.put("mp.messaging.outgoing.articles-fetched.max.block.ms", "2000");
    settings.put("mp.messaging.outgoing.articles-fetched.delivery.timeout.ms", "5000");
    settings.put("mp.messaging.outgoing.articles-fetched.request.timeout.ms", "2000");
    settings.put("quarkus.log.category.\"kafka\".level", "WARN");
    settings.put("quarkus.log.category.\"org.apache.kafka\".level", "ERROR");
    return settings;
  }

  @Override
  public void stop() {
    servers.stop();
  }
}
