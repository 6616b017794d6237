package tocsin.local;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/// What runs, and in which order: broker and database, then the services; at the end the services,
/// then the broker, then the database.
final class Stack {
  private static final Duration SERVERS_START = Duration.ofSeconds(60);
  private static final Duration SERVICES_START = Duration.ofSeconds(90);

  /// Enough for what is not busy, and started sooner.
  private static final String C1 = "-XX:TieredStopAtLevel=1";

  /// What the manifest of a service opens: it counts for `java -jar` only.
  private static final List<String> OPENED =
      Stream.of("java.lang", "java.nio", "jdk.internal.misc")
          .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED")
          .toList();

  static final List<String> DATABASES = List.of("ingest", "alert");

  private final Settings settings;
  private final Path root;
  private final String adminToken;
  private final Caches caches;
  private final Console console;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .build();
  private final List<Child> services = new ArrayList<>();
  private final Child broker;
  private final Child database;

  /// @param root of the checkout, where the services' artefacts are
  /// @param smtp where mails go
  Stack(
      Settings settings,
      Path root,
      Caches caches,
      String adminToken,
      Settings.Smtp smtp,
      Console console)
      throws IOException {
    this.settings = settings;
    this.root = root;
    this.caches = caches;
    this.adminToken = adminToken;
    this.console = console;
    var data = settings.data();
    Files.createDirectories(data.resolve("logs"));
    Files.createDirectories(data.resolve("run"));
    Files.createDirectories(data.resolve("vocabulary"));
    broker =
        server(
            "broker",
            List.of("-Xmx192m", C1),
            BrokerProcess.class,
            data.resolve("kafka").toString(),
            Integer.toString(settings.kafkaPort()),
            Integer.toString(Machine.freePort()),
            ready("broker"));
    database =
        server(
            "database",
            List.of("-Xmx48m", C1),
            DatabaseProcess.class,
            data.resolve("postgres").toString(),
            Integer.toString(settings.postgresPort()),
            Boolean.toString(settings.lasting()),
            ready("database"),
            DATABASES.getFirst(),
            DATABASES.getLast());
    services.add(service("ingest-service", settings.ingestPort(), List.of(), database("ingest")));
    services.add(
        service(
            "classifier-service",
            settings.classifierPort(),
            member("articles-fetched"),
            Map.of("CLASSIFIER_VOCABULARY_OVERLAY", data.resolve("vocabulary").toString())));
    var alert = new HashMap<>(database("alert"));
    alert.putAll(smtp.mailer());
    alert.put("TOCSIN_MAIL_FROM", settings.mailFrom());
    alert.put("ALERT_STATUS_INGEST_URL", settings.url(settings.ingestPort()));
    if (settings.smtp().embedded()) {
      alert.put("ALERT_INBOX_DIRECTORY", data.resolve("inbox").toString());
    }
    services.add(
        service("alert-service", settings.consolePort(), member("articles-tagged"), alert));
  }

  /// Returns once the database serves.
  ///
  /// @throws StartFailed where a newer Tocsin has migrated it
  void startServers() throws IOException, InterruptedException, SQLException, StartFailed {
    broker.start();
    if (!settings.lasting()) {
      caches.copyCluster(settings.data().resolve("postgres"));
    }
    database.start();
    database.awaitServing(SERVERS_START);
    for (var name : DATABASES) {
      expectKnown(name);
    }
  }

  /// Returns once every service is ready.
  void startServices() throws IOException, InterruptedException, StartFailed {
    services.forEach(Child::start);
    broker.awaitServing(SERVERS_START);
    for (var service : services) {
      service.awaitServing(SERVICES_START);
    }
  }

  /// A service runs on the schema of a newer version too, so that nodes can be replaced one by one.
  /// A whole stack that does has been started from an old checkout.
  private void expectKnown(String database) throws IOException, SQLException, StartFailed {
    var app = app(database + "-service").resolve("app");
    var schema = Schema.read(app, settings.postgresPort(), database);
    var unknown = schema.unknown();
    if (unknown.isPresent()) {
      throw new StartFailed(
          "the database '%s' in %s has been migrated to %s by a newer Tocsin; this one, %s, knows migrations up to %s: run the newer one, or restore a backup from before"
              .formatted(
                  database,
                  settings.data(),
                  unknown.get(),
                  Version.ofTocsin(),
                  schema.known().last()));
    }
    if (schema.isOlder()) {
      console.say(
          "the database '%s' is migrated from %s to %s",
          database, schema.seen().last(), schema.known().last());
    }
  }

  private Path app(String service) {
    return root.resolve(service).resolve("target/quarkus-app");
  }

  void stop() {
    var stopping =
        services.stream()
            .map(s -> Thread.startVirtualThread(() -> s.stop(caches.grace())))
            .toList();
    for (var thread : stopping) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    broker.stop(caches.grace());
    database.stop(caches.grace());
  }

  private Child server(String name, List<String> flags, Class<?> main, String... arguments) {
    var ready = Path.of(ready(name));
    var command =
        command(name, flags, root.resolve("deploy/local/target/local") + "/*", main.getName());
    command.addAll(List.of(arguments));
    return child(name, command, Map.of(), pid -> Ready.says(ready, pid));
  }

  /// A static member of its group, so that a consumer that is started again is at once at work.
  private static List<String> member(String channel) {
    return List.of("-Dmp.messaging.incoming." + channel + ".group.instance.id=local");
  }

  private Child service(String name, int port, List<String> flags, Map<String, String> more) {
    var jar = app(name).resolve("quarkus-run.jar");
    var guard = root.resolve("deploy/local/target/local/local.jar");
    List<String> all = new ArrayList<>(flags);
    all.addAll(OPENED);
    all.add("-Xmx224m");
    var command =
        command(
            name,
            all,
            guard + File.pathSeparator + jar,
            "io.quarkus.bootstrap.runner.AotQuarkusEntryPoint");
    Map<String, String> environment = new HashMap<>(settings.services());
    environment.putAll(more);
    environment.put("QUARKUS_HTTP_HOST", settings.bind());
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    environment.put("QUARKUS_MANAGEMENT_HOST", settings.bind());
    environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(port + 1000));
    environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + settings.kafkaPort());
    environment.put("TOCSIN_ADMIN_TOKEN", adminToken);
    environment.put("TOCSIN_PUBLIC_URL", settings.publicUrl());
    environment.put("TOCSIN_ALLOWED_ADDRESSES", settings.allowedAddresses());
    environment.put("TOCSIN_INSTANCE", "local");
    var health = URI.create(settings.url(port + 1000) + "/q/health/ready");
    return child(name, command, environment, _ -> isUp(health));
  }

  private Child child(
      String name, List<String> command, Map<String, String> environment, LongPredicate ready) {
    var log = settings.data().resolve("logs").resolve(name + ".log");
    var plan = new Child.Plan(name, command, environment, log, ready);
    return new Child(plan, settings.restartPause(), console);
  }

  private List<String> command(String name, List<String> flags, String classPath, String main) {
    List<String> command = new ArrayList<>(Machine.ownGroup());
    command.add(Machine.java());
    command.addAll(flags);
    command.addAll(caches.flags(name));
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-Dtocsin.process=" + name,
            "-Dtocsin.stack=" + settings.data(),
            "-cp",
            classPath,
            Guarded.class.getName(),
            main));
    return command;
  }

  private Map<String, String> database(String name) {
    var address = "//127.0.0.1:%d/%s".formatted(settings.postgresPort(), name);
    return Map.of(
        "QUARKUS_DATASOURCE_REACTIVE_URL",
        "postgresql:" + address,
        "QUARKUS_DATASOURCE_JDBC_URL",
        "jdbc:postgresql:" + address,
        "QUARKUS_DATASOURCE_USERNAME",
        "postgres",
        "QUARKUS_DATASOURCE_PASSWORD",
        "postgres");
  }

  private String ready(String name) {
    return settings.data().resolve("run").resolve(name).toString();
  }

  private boolean isUp(URI health) {
    var request = HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(2)).build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
