package tocsin.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.TextBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.jspecify.annotations.Nullable;

/// The far end of the sample subscriptions: takes webhooks and checks their signatures, is told of
/// mails, and queues both.
final class Arrivals implements AutoCloseable {
  /// @param target the webhook's path, or the mail's recipient
  /// @param id of the delivery, the same for a copy
  /// @param genuine false for a webhook without a valid signature
  record Arrival(String target, String id, String content, boolean genuine) {}

  private final HttpServer server;
  private final Map<String, String> secrets = new ConcurrentHashMap<>();
  private final BlockingQueue<Arrival> queue = new LinkedBlockingQueue<>();

  Arrivals() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::receive);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// @param path whose webhooks are signed with this secret
  void expect(String path, String secret) {
    secrets.put(path, secret);
  }

  /// @param file of the mail as it came
  void mail(String recipient, Path file) {
    try (var in = Files.newInputStream(file)) {
      var mail = new DefaultMessageBuilder().parseMessage(in);
      queue.add(new Arrival(recipient, String.valueOf(mail.getMessageId()), text(mail), true));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Entity entity) throws IOException {
    var text = new StringWriter();
    if (entity.getBody() instanceof Multipart parts) {
      for (var part : parts.getBodyParts()) {
        text.append(text(part));
      }
    } else if (entity.getBody() instanceof TextBody body) {
      body.getReader().transferTo(text);
    }
    return text.toString();
  }

  /// The next one, or null if none comes in time.
  @Nullable Arrival next(Duration limit) throws InterruptedException {
    return queue.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath();
      var webhook =
          new SignedWebhook(
              header(exchange, "webhook-id"),
              header(exchange, "webhook-timestamp"),
              header(exchange, "webhook-signature"),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      var secret = secrets.get(path);
      var genuine = secret != null && webhook.isBy(secret, Instant.now());
      exchange.sendResponseHeaders(genuine ? 204 : 401, -1);
      queue.add(new Arrival(path, webhook.id(), webhook.body(), genuine));
    }
  }

  private static String header(HttpExchange exchange, String name) {
    var value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
