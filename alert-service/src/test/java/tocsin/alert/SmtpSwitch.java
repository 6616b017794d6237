package tocsin.alert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The mail server's address as the service knows it; a test chooses what answers there.
final class SmtpSwitch {
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile int port;

  SmtpSwitch(int port) {
    this.port = port;
    try {
      server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int address() {
    return server.getLocalPort();
  }

  /// Cuts what is connected; 0 for nothing that answers.
  void to(int port) {
    this.port = port;
    open.forEach(SmtpSwitch::close);
    open.clear();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var client = server.accept();
        if (port == 0) {
          client.close();
          continue;
        }
        var there = new Socket(InetAddress.getLoopbackAddress(), port);
        open.add(client);
        open.add(there);
        Thread.ofVirtual().start(() -> copy(client, there));
        Thread.ofVirtual().start(() -> copy(there, client));
      } catch (IOException e) {
        // the next connection is another one
      }
    }
  }

  private void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // one side has gone, the other goes too
    } finally {
      close(from);
      close(to);
      open.remove(from);
      open.remove(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it is closed
    }
  }
}
