package tocsin.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// The launcher: `up` runs the stack until it is asked to end, `demo` with the sample newsroom;
/// `backup` and `restore` copy the state of a stopped one.
public final class Main {
  private static final int FAILED = 1;
  private static final int MISUSED = 2;
  private static final Duration NEWS_INTERVAL = Duration.ofMillis(1500);

  private Main() {}

  public static void main(String[] arguments)
      throws IOException, InterruptedException, SQLException {
    Console.quietLibraries();
    var console = Console.ofProcess();
    // the inbox and the newsroom have threads that would keep a broken launcher alive
    Thread.currentThread()
        .setUncaughtExceptionHandler((_, e) -> {
          e.printStackTrace();
          System.exit(FAILED);
        });
    try {
      switch (Options.of(List.of(arguments))) {
        case Options.Up(Path data) -> up(data, console);
        case Options.Demo(Path data, boolean once) -> demo(data, once, kept(), console);
        case Options.Train(Path data, Path to) -> {
          var caches = new Caches(to.toAbsolutePath(), true);
          caches.makeCluster(Stack.DATABASES);
          demo(data, true, caches, console);
        }
        case Options.MakeBackup(Path data, Path to) -> backup(data, to, console);
        case Options.RestoreBackup(Path data, Path from) -> restore(data, from, console);
        case Options.Misused(String reason) -> {
          console.say("%s%n%s", reason, Options.USAGE);
          System.exit(MISUSED);
        }
      }
    } catch (StartFailed e) {
      console.say("%s", String.valueOf(e.getMessage()));
      System.exit(FAILED);
    }
  }

  private static void up(Path directory, Console console)
      throws IOException, InterruptedException, SQLException, StartFailed {
    var settings = Settings.of(directory, System.getenv());
    try (var data = DataDirectory.take(settings.data())) {
      var version = Version.ofTocsin();
      var earlier = data.expectUsable(version, Version.ofPostgresql());
      Machine.expectFree(settings.ports());
      var token = adminToken(settings, data);
      var smtp =
          settings.smtp().embedded()
              ? new Inbox(settings.data().resolve("inbox"), (_, _) -> {}).address()
              : settings.smtp();
      var stack = startServers(settings, kept(), token, smtp, console, () -> {});
      // not sooner: a start that the servers refuse leaves the state as it was
      data.claim(version);
      if (earlier.compareTo(version) < 0) {
        console.say(
            "%s holds the state of Tocsin %s, which this one, %s, migrates",
            data.path(), earlier, version);
      }
      stack.startServices();
      console.result("console:     %s", settings.publicUrl());
      console.result("ingest:      %s", settings.url(settings.ingestPort()));
      console.result("classifier:  %s", settings.url(settings.classifierPort()));
      console.result("admin token: %s", token);
      console.say("Tocsin is up; its state is in %s. Ctrl-C stops it.", settings.data());
      Thread.currentThread().join();
    }
  }

  private static void demo(Path directory, boolean once, Caches caches, Console console)
      throws IOException, InterruptedException, SQLException, StartFailed {
    var begun = System.nanoTime();
    var sample = Sample.read();
    var newsroom = new SampleNewsroom(sample, NEWS_INTERVAL, !once);
    var arrivals = new Arrivals();
    // a training run disturbs no stack that runs meanwhile
    var environment = caches.training() ? Settings.freePorts() : System.getenv();
    var settings =
        Settings.of(directory, environment).forDemo(newsroom.address(), arrivals.address());
    var keep = new AtomicBoolean(true);
    try (var data = DataDirectory.take(settings.data())) {
      expectFree(settings, data);
      var token = adminToken(settings, data);
      var inbox = new Inbox(settings.data().resolve("inbox"), arrivals::mail);
      startServers(
              settings,
              caches,
              token,
              inbox.address(),
              console,
              () -> endDemo(data, keep.get(), console))
          .startServices();
      keep.set(false);
      console.say("console: %s, admin token: %s", settings.publicUrl(), token);
      console.say("mails: %1$s/inbox, feeds and lag: %1$s/status", settings.publicUrl());
      var ingest = new Rest(settings.url(settings.ingestPort()), token);
      var alert = new Rest(settings.url(settings.consolePort()), token);
      var differences =
          new Demo(sample, newsroom, arrivals, ingest, alert, console, begun).run(once);
      differences.forEach(difference -> console.result("%s", difference));
      if (differences.isEmpty()) {
        console.say("every expected alert arrived, and no other");
      }
      keep.set(!differences.isEmpty());
      System.exit(differences.isEmpty() ? 0 : FAILED);
    }
  }

  private static void backup(Path directory, Path to, Console console)
      throws IOException, StartFailed {
    var data = directory.toAbsolutePath().normalize();
    var bytes =
        new Backup(to.toAbsolutePath().normalize(), Version.ofTocsin(), Version.ofPostgresql())
            .make(data);
    console.result("%s: the state in %s, %d MB", to, data, bytes / 1_000_000);
  }

  private static void restore(Path directory, Path from, Console console)
      throws IOException, StartFailed {
    var data = directory.toAbsolutePath().normalize();
    var kept =
        new Backup(from.toAbsolutePath().normalize(), Version.ofTocsin(), Version.ofPostgresql())
            .restore(data);
    if (!kept.equals(data)) {
      console.say("what was there is kept in %s", kept);
    }
    console.result("%s: restored from %s", data, from);
  }

  private static void expectFree(Settings settings, DataDirectory data)
      throws IOException, StartFailed {
    try {
      Machine.expectFree(settings.ports());
    } catch (StartFailed e) {
      data.remove();
      throw e;
    }
  }

  private static void endDemo(DataDirectory data, boolean keep, Console console) {
    if (keep) {
      console.say("logs and state are kept in %s", data.path());
      return;
    }
    try {
      data.remove();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + data.path(), e);
    }
  }

  /// @param after once the stack has been stopped
  private static Stack startServers(
      Settings settings,
      Caches caches,
      String token,
      Settings.Smtp smtp,
      Console console,
      Runnable after)
      throws IOException, InterruptedException, SQLException, StartFailed {
    var stack = new Stack(settings, root(), caches, token, smtp, console);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stack.stop();
                  after.run();
                },
                "stop"));
    stack.startServers();
    return stack;
  }

  private static String adminToken(Settings settings, DataDirectory data) throws IOException {
    return settings.adminToken().isEmpty() ? data.adminToken() : settings.adminToken();
  }

  private static Caches kept() {
    return new Caches(root().resolve("target/aot"), false);
  }

  /// The checkout: this jar lies in `deploy/local/target/local`.
  private static Path root() {
    var source = Main.class.getProtectionDomain().getCodeSource().getLocation();
    return Path.of(URI.create(source.toString())).resolve("../../../../..").normalize();
  }
}
