package tocsin.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.subethamail.smtp.helper.SimpleMessageListener;
import org.subethamail.smtp.server.SMTPServer;

/// An SMTP server that keeps what arrives.
public final class MailSink implements AutoCloseable {
  private final SMTPServer server;
  private final List<Mail> received = new CopyOnWriteArrayList<>();

  public MailSink() {
    server =
        SMTPServer.port(0)
            .bindAddress(Optional.of(InetAddress.getLoopbackAddress()))
            .hostName("sink.test")
            .maxConnections(1000)
            .simpleMessageListener(
                new SimpleMessageListener() {
                  @Override
                  public boolean accept(String from, String recipient) {
                    return true;
                  }

                  @Override
                  public void deliver(String from, String recipient, InputStream data)
                      throws IOException {
                    var raw = new String(data.readAllBytes(), StandardCharsets.UTF_8);
                    received.add(new Mail(from, recipient, raw));
                  }
                })
            .build();
    server.start();
  }

  public int port() {
    return server.getPortAllocated();
  }

  public List<Mail> receivedBy(String recipient) {
    return received.stream().filter(mail -> mail.to().equals(recipient)).toList();
  }

  @Override
  public void close() {
    server.stop();
  }
}
