package tocsin.acceptance.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.helper.SimpleMessageListener;
import org.subethamail.smtp.server.SMTPServer;
import tocsin.testing.Mail;

/// The receivers of webhooks and mails: they enter in the tally what they took, and can be made to
/// fail.
final class FarEnd implements AutoCloseable {
  private static final Pattern ARTICLE = Pattern.compile("item-\\d{6}");
  private static final int OK = 204;
  private static final int UNAVAILABLE = 503;

  private final Tally tally;
  private final HttpServer hooks;
  private final int mailPort;
  private @Nullable SMTPServer mails;
  private volatile double refusing;
  private volatile double forgetting;
  private volatile Duration delay = Duration.ZERO;

  FarEnd(Tally tally) {
    this.tally = tally;
    try {
      hooks = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 500);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    hooks.createContext("/", this::receive);
    hooks.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    hooks.start();
    var server = mailServer(0);
    mailPort = server.getPortAllocated();
    mails = server;
  }

  /// As `tocsin.allowed-addresses` wants it.
  String address() {
    return Names.HOOKS + ":" + hooks.getAddress().getPort();
  }

  int mailPort() {
    return mailPort;
  }

  /// @param share of webhooks that are answered 503 and not taken
  void refuse(double share) {
    refusing = share;
  }

  /// @param share of webhooks that are taken and then not answered
  void forget(double share) {
    forgetting = share;
  }

  /// @param time that passes before a webhook is answered
  void delay(Duration time) {
    delay = time;
  }

  void stopMail() {
    if (mails != null) {
      mails.stop();
      mails = null;
    }
  }

  void startMail() {
    if (mails == null) {
      mails = mailServer(mailPort);
    }
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (ThreadLocalRandom.current().nextDouble() < refusing) {
        exchange.sendResponseHeaders(UNAVAILABLE, -1);
        return;
      }
      enter(
          body,
          exchange.getRequestURI().getPath(),
          String.valueOf(exchange.getRequestHeaders().getFirst("webhook-id")));
      LockSupport.parkNanos(delay.toNanos());
      if (ThreadLocalRandom.current().nextDouble() >= forgetting) {
        exchange.sendResponseHeaders(OK, -1);
      }
    }
  }

  private void enter(String content, String target, String id) {
    var article = ARTICLE.matcher(content);
    tally.arrive(new Tally.Pair(article.find() ? article.group() : "no article", target), id);
  }

  private SMTPServer mailServer(int port) {
    var server =
        SMTPServer.port(port)
            .bindAddress(Optional.of(InetAddress.getLoopbackAddress()))
            .hostName("far-end.test")
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
                    var mail = new Mail(from, recipient, raw);
                    enter(mail.text(), recipient, mail.header("Message-ID"));
                  }
                })
            .build();
    server.start();
    return server;
  }

  @Override
  public void close() {
    stopMail();
    hooks.stop(0);
  }
}
