package tocsin.ingest;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/// The address that [Press] has in these tests, allowed to the service before it starts, and a pace
/// that tests can wait for.
public final class PressAddress implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var address = "127.0.0.1:" + socket.getLocalPort();
      return Map.of(
          "press.address",
          address,
          "tocsin.allowed-addresses",
          address,
          "ingest.poll.min-interval",
          "1s",
          "ingest.poll.host-gap",
          "10ms");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {}
}
