package tocsin.ingest;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/// The addresses of [Press] and [Hub], allowed to the service before it starts, and a public
/// address under which hubs are to call it.
public final class HubAddress implements QuarkusTestResourceLifecycleManager {
  static final String PUBLIC_URL = "https://ingest.example";

  @Override
  public Map<String, String> start() {
    var press = freeAddress();
    var hub = freeAddress();
    return Map.of(
        "press.address",
        press,
        "hub.address",
        hub,
        "tocsin.allowed-addresses",
        press + "," + hub,
        "ingest.poll.min-interval",
        "1s",
        "ingest.poll.host-gap",
        "10ms",
        "ingest.websub.public-url",
        PUBLIC_URL + "/",
        "ingest.websub.patience",
        "1s",
        "ingest.websub.safety-interval",
        "1h");
  }

  private static String freeAddress() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "127.0.0.1:" + socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {}
}
