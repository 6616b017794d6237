package tocsin.alert.email;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/// The server that mails are handed to, as whoever only greets it finds it.
///
/// @param tls whether it speaks TLS from the first byte: then a connection is all that is tried
/// @param patience for the connection, and for the greeting
public record MailServer(String host, int port, boolean tls, Duration patience) {
  private static final String SERVICE_READY = "220";

  /// Whether it takes connections and says that it is ready.
  public boolean answers() {
    try (var socket = new Socket()) {
      socket.setSoTimeout((int) patience.toMillis());
      socket.connect(new InetSocketAddress(host, port), (int) patience.toMillis());
      return tls || greets(socket);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean greets(Socket socket) throws IOException {
    var greeting =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine();
    socket.getOutputStream().write("QUIT\r\n".getBytes(US_ASCII));
    return greeting != null && greeting.startsWith(SERVICE_READY);
  }
}
