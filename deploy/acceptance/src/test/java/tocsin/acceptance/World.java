package tocsin.acceptance;

import static tocsin.acceptance.Api.map;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import tocsin.testing.HookSink;
import tocsin.testing.MailSink;

/// The running stack and what is around it, the same for all scenarios of a run.
final class World implements AutoCloseable {
  private final Newsroom newsroom = new Newsroom();
  private final HookSink hooks = new HookSink();
  private final MailSink mails = new MailSink();
  private final Stack stack;

  /// Gives a scenario the one world; it ends with the run.
  static final class Parameter implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == World.class;
    }

    @Override
    public World resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.GLOBAL)
          .computeIfAbsent(World.class, _ -> new World(), World.class);
    }
  }

  World() {
    Awaitility.setDefaultPollInterval(250, TimeUnit.MILLISECONDS);
    stack =
        new Stack(
            fresh(Stack.root().resolve("deploy/acceptance/target/stack")).resolve("data"),
            Map.of(
                "TOCSIN_SMTP_HOST",
                "127.0.0.1",
                "TOCSIN_SMTP_PORT",
                Integer.toString(mails.port()),
                "TOCSIN_ALLOWED_ADDRESSES",
                newsroom.address() + "," + hooks.address(),
                "INGEST_POLL_MIN_INTERVAL",
                "1s",
                "INGEST_POLL_HOST_GAP",
                "20ms"));
    stack.start();
  }

  Stack stack() {
    return stack;
  }

  HookSink hooks() {
    return hooks;
  }

  MailSink mails() {
    return mails;
  }

  /// A feed in this language, polled every second.
  Feed feed(String name, String language) {
    var host = name + ".example";
    var witness = person("witness-" + name).hooked("witness-" + name, "source:" + host);
    var url = newsroom.open(name, host, language);
    stack.ingest().post("/api/feeds", map("url", url, "pollEvery", "PT1S")).expect(201);
    return new Feed(newsroom, name, host, witness);
  }

  /// A subscriber whom the operator vouched for.
  Person person(String name) {
    var email = name + "@people.example";
    var created =
        stack.alert().post("/api/subscribers", map("email", email, "confirmed", true)).expect(201);
    return new Person(this, email, stack.alert().as(created.get("token").asText()));
  }

  @Override
  public void close() {
    stack.close();
    newsroom.close();
    hooks.close();
    mails.close();
  }

  private static Path fresh(Path directory) {
    try {
      if (Files.exists(directory)) {
        try (var files = Files.walk(directory)) {
          for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
