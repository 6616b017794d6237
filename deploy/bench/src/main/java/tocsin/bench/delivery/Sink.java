package tocsin.bench.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/// Receivers of webhooks on many ports, each an endpoint of its own to the sender: answers 204 and
/// keeps when the first byte of each request came.
final class Sink implements AutoCloseable {
  private static final byte[] ANSWER = "HTTP/1.1 204 No Content\r\n\r\n".getBytes(ISO_8859_1);
  private static final String LENGTH = "content-length: ";
  private static final int MOST_HEADERS = 16_384;

  private final List<ServerSocket> servers = new ArrayList<>();
  private final Map<Long, Long> firstBytes = new ConcurrentHashMap<>();
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong repeats = new AtomicLong();

  Sink(int ports) throws IOException {
    for (int i = 0; i < ports; i++) {
      var server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
      servers.add(server);
      Thread.ofVirtual().start(() -> accept(server));
    }
  }

  int port(int number) {
    return servers.get(number % servers.size()).getLocalPort();
  }

  /// As `tocsin.allowed-addresses` wants them.
  String addresses() {
    return servers.stream()
        .map(server -> "127.0.0.1:" + server.getLocalPort())
        .collect(Collectors.joining(","));
  }

  /// When the first byte of a pair's first request came, by [Workload#pair].
  Map<Long, Long> firstBytes() {
    return firstBytes;
  }

  long requests() {
    return requests.get();
  }

  /// Requests for a pair that had come before.
  long repeats() {
    return repeats.get();
  }

  private void accept(ServerSocket server) {
    while (!server.isClosed()) {
      try {
        var connection = server.accept();
        connection.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException e) {
        // closed, or a connection that was gone before it was taken
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      var in = new BufferedInputStream(connection.getInputStream(), 32_768);
      var out = connection.getOutputStream();
      for (int first = in.read(); first >= 0; first = in.read()) {
        long time = System.nanoTime();
        var headers = headers(in);
        int at = headers.indexOf(LENGTH) + LENGTH.length();
        int length = Integer.parseInt(headers.substring(at, headers.indexOf('\r', at)));
        var body = new String(in.readNBytes(length), ISO_8859_1);
        out.write(ANSWER);
        requests.incrementAndGet();
        if (firstBytes.putIfAbsent(Workload.pair(body), time) != null) {
          repeats.incrementAndGet();
        }
      }
    } catch (IOException e) {
      // the sender has closed it
    }
  }

  /// What follows the first byte up to the empty line, in lower case.
  private static String headers(InputStream in) throws IOException {
    var text = new StringBuilder();
    while (text.length() < MOST_HEADERS) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      text.append((char) next);
      if (next == '\n' && text.lastIndexOf("\r\n\r\n") == text.length() - 4) {
        return text.toString().toLowerCase(Locale.ROOT);
      }
    }
    throw new IOException("no end of the headers");
  }

  @Override
  public void close() throws IOException {
    for (var server : servers) {
      server.close();
    }
  }
}
