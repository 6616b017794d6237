package tocsin.local;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.subethamail.smtp.helper.SimpleMessageListener;
import org.subethamail.smtp.server.SMTPServer;

/// The mail server of a stack that has no other: it takes every mail and keeps it as a file.
final class Inbox implements AutoCloseable {
  private final Path directory;
  private final Listener listener;
  private final SMTPServer server;

  /// Is told of each mail once it is kept.
  @FunctionalInterface
  interface Listener {
    void arrived(String recipient, Path file);
  }

  Inbox(Path directory, Listener listener) throws IOException {
    this.listener = listener;
    this.directory = Files.createDirectories(directory);
    server =
        SMTPServer.port(0)
            .bindAddress(Optional.of(InetAddress.getLoopbackAddress()))
            .hostName("inbox.localhost")
            .simpleMessageListener(
                new SimpleMessageListener() {
                  @Override
                  public boolean accept(String from, String recipient) {
                    return true;
                  }

                  @Override
                  public void deliver(String from, String recipient, InputStream mail)
                      throws IOException {
                    listener.arrived(recipient, keep(mail));
                  }
                })
            .build();
    server.start();
  }

  Settings.Smtp address() {
    return new Settings.Smtp("127.0.0.1", server.getPortAllocated(), "", "", "none");
  }

  /// Whole or not at all, and before the sender hears that it was taken.
  private Path keep(InputStream mail) throws IOException {
    var name = Instant.now().toString().replace(":", "") + "-" + UUID.randomUUID();
    var part = directory.resolve(name + ".part");
    Files.copy(mail, part);
    return Files.move(part, directory.resolve(name + ".eml"), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() {
    server.stop();
  }
}
