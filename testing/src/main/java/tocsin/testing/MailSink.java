package tocsin.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/// An SMTP server that keeps what arrives, and refuses what a test tells it to.
public final class MailSink implements AutoCloseable {
  private final SMTPServer server;
  private final List<Mail> received = new CopyOnWriteArrayList<>();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final Map<String, Integer> tries = new ConcurrentHashMap<>();

  public MailSink() {
    server =
        SMTPServer.port(0)
            .bindAddress(Optional.of(InetAddress.getLoopbackAddress()))
            .hostName("sink.test")
            .maxConnections(1000)
            .messageHandlerFactory(session -> new Receiver())
            .build();
    server.start();
  }

  /// From now on mails to this address get this reply.
  ///
  /// @param code of RFC 5321; 250 takes them
  public void answer(String recipient, int code, String text) {
    answers.put(recipient, new Answer(code, text));
  }

  private record Answer(int code, String text) {}

  /// One mail on its way in.
  private final class Receiver implements MessageHandler {
    private String from = "";
    private final List<String> recipients = new ArrayList<>();

    @Override
    public void from(String from) {
      this.from = from;
    }

    @Override
    public void recipient(String recipient) throws RejectException {
      tries.merge(recipient, 1, Integer::sum);
      var answer = answers.getOrDefault(recipient, new Answer(250, "ok"));
      if (answer.code() != 250) {
        throw new RejectException(answer.code(), answer.text());
      }
      recipients.add(recipient);
    }

    @Override
    public String data(InputStream data) throws IOException {
      var raw = new String(data.readAllBytes(), StandardCharsets.UTF_8);
      recipients.forEach(recipient -> received.add(new Mail(from, recipient, raw)));
      return "ok";
    }

    @Override
    public void done() {}
  }

  /// How often this address was asked for.
  public int triesFor(String recipient) {
    return tries.getOrDefault(recipient, 0);
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
