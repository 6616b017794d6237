package tocsin.local;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The launcher: `up [--data DIR]` runs the stack until it is asked to end.
public final class Main {
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private Main() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Console.quietLibraries();
    var console = new Console(System.out, System.err);
    var data = data(arguments);
    if (data == null) {
      console.say("usage: up [--data DIR]");
      System.exit(MISUSED);
      return;
    }
    try {
      up(Settings.of(data, System.getenv()), console);
    } catch (StartFailed e) {
      console.say("%s", String.valueOf(e.getMessage()));
      System.exit(FAILED);
    }
  }

  private static void up(Settings settings, Console console)
      throws IOException, InterruptedException, StartFailed {
    var data = Files.createDirectories(settings.data());
    try (var channel =
            FileChannel.open(
                data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = channel.tryLock()) {
      expectAlone(lock, data);
      Machine.clear(data);
      Machine.expectFree(settings.bind(), settings.ports());
      var token = adminToken(settings);
      var inbox = settings.smtp().embedded() ? new Inbox(data.resolve("inbox")) : null;
      var smtp = inbox == null ? settings.smtp() : inbox.address();
      var stack = new Stack(settings, root(), token, smtp, console);
      Runtime.getRuntime().addShutdownHook(new Thread(stack::stop, "stop"));
      stack.start();
      console.result("Tocsin is up: %s", settings.publicUrl());
      console.result("admin token: %s", token);
      Thread.currentThread().join();
    }
  }

  private static void expectAlone(@Nullable FileLock lock, Path data) throws StartFailed {
    if (lock == null) {
      throw new StartFailed("a stack already runs on " + data + ": stop it, or use another --data");
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

  private static @Nullable Path data(String[] arguments) {
    if (arguments.length == 1 && arguments[0].equals("up")) {
      return Path.of("data");
    }
    return arguments.length == 3 && arguments[0].equals("up") && arguments[1].equals("--data")
        ? Path.of(arguments[2])
        : null;
  }

  /// The checkout: this jar lies in `deploy/local/target/local`.
  private static Path root() {
    var source = Main.class.getProtectionDomain().getCodeSource().getLocation();
    return Path.of(URI.create(source.toString())).resolve("../../../../..").normalize();
  }
}
