package tocsin.local;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the operator may set, from the environment.
///
/// @param data where the stack keeps its state
/// @param adminToken as set, empty for one of its own
/// @param allowedAddresses exact `host:port` pairs, comma-separated
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
    Map<String, String> services) {

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
    int console = port(environment, "TOCSIN_CONSOLE_PORT", 8080);
    return new Settings(
        data.toAbsolutePath().normalize(),
        bind,
        console,
        port(environment, "TOCSIN_INGEST_PORT", 8081),
        port(environment, "TOCSIN_CLASSIFIER_PORT", 8082),
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
            environment.getOrDefault("TOCSIN_SMTP_TLS", "starttls")),
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
        Map.of("INGEST_POLL_MIN_INTERVAL", "1s", "INGEST_POLL_HOST_GAP", "10ms"));
  }

  /// A service's address on this machine.
  String url(int port) {
    return "http://%s:%d".formatted(bind.equals("0.0.0.0") ? "127.0.0.1" : bind, port);
  }

  /// The ports that must be free, by the variable that moves them and what is wanted there.
  Map<Integer, String> ports() {
    Map<Integer, String> ports = new LinkedHashMap<>();
    service(ports, consolePort, "TOCSIN_CONSOLE_PORT");
    service(ports, ingestPort, "TOCSIN_INGEST_PORT");
    service(ports, classifierPort, "TOCSIN_CLASSIFIER_PORT");
    ports.put(kafkaPort, "TOCSIN_KAFKA_PORT");
    ports.put(postgresPort, "TOCSIN_POSTGRES_PORT");
    return ports;
  }

  private static void service(Map<Integer, String> ports, int port, String variable) {
    ports.put(port, variable);
    ports.put(port + 1000, variable);
  }

  private static int port(Map<String, String> environment, String variable, int standard)
      throws StartFailed {
    var value = environment.getOrDefault(variable, Integer.toString(standard));
    try {
      int port = Integer.parseInt(value);
      if (port > 0 && port < 65_536) {
        return port;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new StartFailed("%s is '%s', which is no port".formatted(variable, value));
  }
}
