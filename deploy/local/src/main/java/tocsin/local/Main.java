package tocsin.local;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The launcher: `up` runs the stack until it is asked to end, `demo` with the sample newsroom.
public final class Main {
  private static final int FAILED = 1;
  private static final int MISUSED = 2;
  private static final Duration NEWS_INTERVAL = Duration.ofMillis(1500);

  private Main() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Console.quietLibraries();
    var console = Console.ofProcess();
    try {
      var options = Options.of(arguments);
      if (options == null) {
        console.say("usage: up [--data DIR] | demo --data DIR [--once]");
        System.exit(MISUSED);
        return;
      }
      var settings = Settings.of(options.data(), System.getenv());
      if (options.demo()) {
        demo(settings, options.once(), console);
      } else {
        up(settings, console);
      }
    } catch (StartFailed e) {
      console.say("%s", String.valueOf(e.getMessage()));
      System.exit(FAILED);
    }
  }

  /// @param demo else `up`
  private record Options(boolean demo, boolean once, Path data) {
    static @Nullable Options of(String[] arguments) {
      var rest = new ArrayList<>(List.of(arguments));
      var command = rest.isEmpty() ? "" : rest.removeFirst();
      var once = command.equals("demo") && rest.remove("--once");
      var data = Path.of("data");
      if (rest.size() == 2 && rest.removeFirst().equals("--data")) {
        data = Path.of(rest.removeFirst());
      }
      return rest.isEmpty() && (command.equals("up") || command.equals("demo"))
          ? new Options(command.equals("demo"), once, data)
          : null;
    }
  }

  private static void up(Settings settings, Console console)
      throws IOException, InterruptedException, StartFailed {
    try (var _ = alone(settings.data())) {
      var token = adminToken(settings);
      var inbox =
          settings.smtp().embedded()
              ? new Inbox(settings.data().resolve("inbox"), (_, _) -> {})
              : null;
      var smtp = inbox == null ? settings.smtp() : inbox.address();
      start(settings, token, smtp, console);
      console.result("Tocsin is up: %s", settings.publicUrl());
      console.result("admin token: %s", token);
      Thread.currentThread().join();
    }
  }

  private static void demo(Settings outer, boolean once, Console console)
      throws IOException, InterruptedException, StartFailed {
    try (var _ = alone(outer.data())) {
      clean(outer.data());
      var sample = Sample.read();
      var newsroom = new SampleNewsroom(sample, NEWS_INTERVAL);
      var arrivals = new Arrivals();
      var settings = outer.forDemo(newsroom.address(), arrivals.address());
      var token = adminToken(settings);
      var inbox = new Inbox(settings.data().resolve("inbox"), arrivals::mail);
      start(settings, token, inbox.address(), console);
      console.say("console: %s, admin token: %s", settings.publicUrl(), token);
      var ingest = new Rest(settings.url(settings.ingestPort()), token);
      var alert = new Rest(settings.url(settings.consolePort()), token);
      var differences = new Demo(sample, newsroom, arrivals, ingest, alert, console).run(once);
      differences.forEach(difference -> console.result("%s", difference));
      console.say(differences.isEmpty() ? "every expected alert arrived, and no other" : "");
      System.exit(differences.isEmpty() ? 0 : FAILED);
    }
  }

  private static void start(Settings settings, String token, Settings.Smtp smtp, Console console)
      throws IOException, InterruptedException, StartFailed {
    Machine.expectFree(settings.bind(), settings.ports());
    var stack = new Stack(settings, root(), token, smtp, console);
    Runtime.getRuntime().addShutdownHook(new Thread(stack::stop, "stop"));
    stack.start();
  }

  /// Takes the data directory for this launcher, and clears what an earlier one left.
  private static FileChannel alone(Path data) throws IOException, StartFailed {
    Files.createDirectories(data);
    var channel =
        FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      throw new StartFailed("a stack already runs on " + data + ": stop it, or use another --data");
    }
    Machine.clear(data);
    return channel;
  }

  /// The demo begins anew each time.
  private static void clean(Path data) throws IOException {
    try (var files = Files.walk(data)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(data) && !file.equals(data.resolve("lock"))) {
          Files.delete(file);
        }
      }
    }
  }

  private static String adminToken(Settings settings) throws IOException {
    if (!settings.adminToken().isEmpty()) {
      return settings.adminToken();
    }
    var file = settings.data().resolve("admin-token");
    if (!Files.exists(file)) {
      var bytes = new byte[24];
      new SecureRandom().nextBytes(bytes);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
    return Files.readString(file).strip();
  }

  /// The checkout: this jar lies in `deploy/local/target/local`.
  private static Path root() {
    var source = Main.class.getProtectionDomain().getCodeSource().getLocation();
    return Path.of(URI.create(source.toString())).resolve("../../../../..").normalize();
  }
}
