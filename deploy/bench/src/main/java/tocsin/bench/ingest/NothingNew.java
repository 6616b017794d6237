package tocsin.bench.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/// A web server at every loopback address of which each answers 304 to a request with the right
/// `If-None-Match`, and the document to others. It counts requests and bytes.
final class NothingNew implements AutoCloseable {
  static final String ETAG = "\"1\"";

  private static final int LONGEST_REQUEST = 16_384;
  private static final byte[] NOT_MODIFIED =
      ("HTTP/1.1 304 Not Modified\r\nETag: "
              + ETAG
              + "\r\nServer: bench\r\nConnection: close\r\n\r\n")
          .getBytes(ISO_8859_1);

  private static final byte[] NO_ROBOTS =
      "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
          .getBytes(ISO_8859_1);

  private final ServerSocket socket;
  private final byte[] document = Document.of("37 kB", 0).bytes();
  private final AtomicLong notModified = new AtomicLong();
  private final AtomicLong whole = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  NothingNew() throws IOException {
    socket = new ServerSocket();
    // all of 127.0.0.0/8 is this machine, and each address of it a host
    socket.bind(new InetSocketAddress("0.0.0.0", 0), 1_000);
    Thread.ofVirtual().name("nothing-new").start(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  /// What was answered.
  ///
  /// @param bytes of requests and answers, without those of TCP
  record Count(long notModified, long whole, long bytes) {
    Count since(Count earlier) {
      return new Count(
          notModified - earlier.notModified, whole - earlier.whole, bytes - earlier.bytes);
    }
  }

  Count count() {
    return new Count(notModified.get(), whole.get(), bytes.get());
  }

  private void accept() {
    try {
      while (true) {
        var connection = socket.accept();
        Thread.startVirtualThread(() -> answer(connection));
      }
    } catch (IOException closed) {
      // the end
    }
  }

  private void answer(Socket connection) {
    try (connection) {
      var request = request(connection);
      if (request.startsWith("GET /robots.txt ")) {
        connection.getOutputStream().write(NO_ROBOTS);
        return;
      }
      boolean known = request.toLowerCase(Locale.ROOT).contains("if-none-match: " + ETAG);
      var out = connection.getOutputStream();
      if (known) {
        out.write(NOT_MODIFIED);
        bytes.addAndGet(request.length() + NOT_MODIFIED.length);
        notModified.incrementAndGet();
      } else {
        var head =
            "HTTP/1.1 200 OK\r\nETag: %s\r\nContent-Type: application/rss+xml\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                .formatted(ETAG, document.length);
        out.write(head.getBytes(ISO_8859_1));
        out.write(document);
        bytes.addAndGet(request.length() + head.length() + document.length);
        whole.incrementAndGet();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String request(Socket connection) throws IOException {
    var in = connection.getInputStream();
    var buffer = new byte[LONGEST_REQUEST];
    int length = 0;
    while (length < buffer.length) {
      int read = in.read(buffer, length, buffer.length - length);
      if (read < 0) {
        throw new IOException("the request broke off");
      }
      length += read;
      var text = new String(buffer, 0, length, ISO_8859_1);
      if (text.endsWith("\r\n\r\n")) {
        return text;
      }
    }
    throw new IOException("the request has no end");
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
