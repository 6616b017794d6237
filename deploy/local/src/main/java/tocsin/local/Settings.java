package tocsin.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the operator may set, from the environment.
///
/// @param data where the stack keeps its state
/// @param adminToken as set, empty for one of its own
/// @param allowedAddresses exact `host:port` pairs, comma-separated
/// @param restartPause the longest between a process's death and its next start
/// @param lasting whether the state outlives the run, and so must outlive the machine too
/// @param services more settings for every service, as environment
record Settings(
    Path data,
    String bind,
    int consolePort,
    int ingestPort,
    int classifierPort,
    int kafkaPort,
    int postgresPort,
    String publicUrl,
    String adminToken,
    String allowedAddresses,
    String mailFrom,
    Smtp smtp,
    Duration restartPause,
    boolean lasting,
    Map<String, String> services) {
  /// A service's health and metrics are so much above its port.
  static final int MANAGEMENT = 1000;

  private static final int HIGHEST_PORT = 65_535;
  private static final String LOOPBACK = "127.0.0.1";

  /// The operator's mail server; without a host the embedded inbox takes its place.
  ///
  /// @param tls `none`, `starttls` (the default, where the server offers it) or `tls`
  record Smtp(String host, int port, String user, String password, String tls) {
    boolean embedded() {
      return host.isEmpty();
    }

    /// As the services' mailer wants it.
    Map<String, String> mailer() {
      Map<String, String> settings = new LinkedHashMap<>();
      settings.put("QUARKUS_MAILER_MOCK", "false");
      settings.put("QUARKUS_MAILER_HOST", host);
      settings.put("QUARKUS_MAILER_PORT", Integer.toString(port));
      settings.put("QUARKUS_MAILER_TLS", Boolean.toString(tls.equals("tls")));
      settings.put("QUARKUS_MAILER_START_TLS", tls.equals("starttls") ? "OPTIONAL" : "DISABLED");
      if (!user.isEmpty()) {
        settings.put("QUARKUS_MAILER_USERNAME", user);
        settings.put("QUARKUS_MAILER_PASSWORD", password);
      }
      return settings;
    }
  }

  static Settings of(Path data, Map<String, String> environment) throws StartFailed {
    var bind = environment.getOrDefault("TOCSIN_BIND", "127.0.0.1");
    int console = servicePort(environment, "TOCSIN_CONSOLE_PORT", 8080);
    return new Settings(
        data.toAbsolutePath().normalize(),
        bind,
        console,
        servicePort(environment, "TOCSIN_INGEST_PORT", 8081),
        servicePort(environment, "TOCSIN_CLASSIFIER_PORT", 8082),
        port(environment, "TOCSIN_KAFKA_PORT", 9092),
        port(environment, "TOCSIN_POSTGRES_PORT", 5440),
        environment.getOrDefault("TOCSIN_PUBLIC_URL", "http://localhost:" + console),
        environment.getOrDefault("TOCSIN_ADMIN_TOKEN", ""),
        environment.getOrDefault("TOCSIN_ALLOWED_ADDRESSES", ""),
        environment.getOrDefault("TOCSIN_MAIL_FROM", "tocsin@localhost.localdomain"),
        new Smtp(
            environment.getOrDefault("TOCSIN_SMTP_HOST", ""),
            port(environment, "TOCSIN_SMTP_PORT", 25),
            environment.getOrDefault("TOCSIN_SMTP_USER", ""),
            environment.getOrDefault("TOCSIN_SMTP_PASSWORD", ""),
            tls(environment)),
        restartPause(environment),
        true,
        Map.of());
  }

  /// For the demo: its own inbox, feeds polled every second, and its own addresses allowed.
  Settings forDemo(String... addresses) {
    var allowed =
        allowedAddresses.isEmpty()
            ? String.join(",", addresses)
            : allowedAddresses + "," + String.join(",", addresses);
    return new Settings(
        data,
        bind,
        consolePort,
        ingestPort,
        classifierPort,
        kafkaPort,
        postgresPort,
        publicUrl,
        adminToken,
        allowed,
        mailFrom,
        new Smtp("", 0, "", "", ""),
        restartPause,
        false,
        Map.of("INGEST_POLL_MIN_INTERVAL", "1s", "INGEST_POLL_HOST_GAP", "10ms"));
  }

  /// A service's address on this machine.
  String url(int port) {
    var host =
        switch (bind) {
          case "0.0.0.0" -> "127.0.0.1";
          case "::" -> "[::1]";
          default -> bind.contains(":") ? "[" + bind + "]" : bind;
        };
    return "http://%s:%d".formatted(host, port);
  }

  /// A port that must be free.
  ///
  /// @param variable that moves it
  record Port(String host, int number, String variable) {}

  /// The ports that must be free.
  ///
  /// @throws StartFailed where two of them are the same
  List<Port> ports() throws StartFailed {
    List<Port> ports = new ArrayList<>();
    service(ports, consolePort, "TOCSIN_CONSOLE_PORT");
    service(ports, ingestPort, "TOCSIN_INGEST_PORT");
    service(ports, classifierPort, "TOCSIN_CLASSIFIER_PORT");
    ports.add(new Port(LOOPBACK, kafkaPort, "TOCSIN_KAFKA_PORT"));
    ports.add(new Port(LOOPBACK, postgresPort, "TOCSIN_POSTGRES_PORT"));
    Map<Integer, String> taken = new HashMap<>();
    for (var port : ports) {
      var other = taken.put(port.number(), port.variable());
      if (other != null) {
        throw new StartFailed(
            "%s and %s both want port %d (a service takes port + %d too): move one of them"
                .formatted(other, port.variable(), port.number(), MANAGEMENT));
      }
    }
    return List.copyOf(ports);
  }

  /// An environment in which every port is a free one.
  static Map<String, String> freePorts() throws IOException {
    Set<Integer> taken = new HashSet<>();
    return Map.of(
        "TOCSIN_CONSOLE_PORT", Integer.toString(Machine.freePort(MANAGEMENT, taken)),
        "TOCSIN_INGEST_PORT", Integer.toString(Machine.freePort(MANAGEMENT, taken)),
        "TOCSIN_CLASSIFIER_PORT", Integer.toString(Machine.freePort(MANAGEMENT, taken)),
        "TOCSIN_KAFKA_PORT", Integer.toString(Machine.freePort(0, taken)),
        "TOCSIN_POSTGRES_PORT", Integer.toString(Machine.freePort(0, taken)));
  }

  private void service(List<Port> ports, int port, String variable) {
    ports.add(new Port(bind, port, variable));
    ports.add(new Port(bind, port + MANAGEMENT, variable));
  }

  private static Duration restartPause(Map<String, String> environment) throws StartFailed {
    var standard = Long.toString(RestartPlan.LONGEST.toSeconds());
    var value = environment.getOrDefault("TOCSIN_RESTART_PAUSE", standard);
    if (!value.matches("[1-9]\\d{0,3}")) {
      throw new StartFailed(
          "TOCSIN_RESTART_PAUSE is '%s': it is a number of seconds from 1 to 9999"
              .formatted(value));
    }
    return Duration.ofSeconds(Long.parseLong(value));
  }

  private static String tls(Map<String, String> environment) throws StartFailed {
    var tls = environment.getOrDefault("TOCSIN_SMTP_TLS", "starttls");
    if (!List.of("none", "starttls", "tls").contains(tls)) {
      throw new StartFailed("TOCSIN_SMTP_TLS is '%s': it is none, starttls or tls".formatted(tls));
    }
    return tls;
  }

  /// One that leaves room for the management port above it.
  private static int servicePort(Map<String, String> environment, String variable, int standard)
      throws StartFailed {
    int port = port(environment, variable, standard);
    if (port + MANAGEMENT > HIGHEST_PORT) {
      throw new StartFailed(
          "%s is %d: the service needs %d higher too, and ports end at %d"
              .formatted(variable, port, MANAGEMENT, HIGHEST_PORT));
    }
    return port;
  }

  private static int port(Map<String, String> environment, String variable, int standard)
      throws StartFailed {
    var value = environment.getOrDefault(variable, Integer.toString(standard));
    try {
      int port = Integer.parseInt(value);
      if (port > 0 && port <= HIGHEST_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new StartFailed("%s is '%s', which is no port".formatted(variable, value));
  }
}
