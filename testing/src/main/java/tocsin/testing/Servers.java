package tocsin.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;
import tocsin.servers.KafkaServer;
import tocsin.servers.PostgresServer;

/// A running broker and a running database, and how to stop them.
record Servers(Coordinates coordinates, Runnable stop) implements AutoCloseable {
  static final String KAFKA = "apache/kafka:4.1.1";
  static final String POSTGRES = "postgres:18";

  static Servers embedded(Path directory) {
    var kafka = KafkaServer.start(directory.resolve("kafka"), freePort(), freePort());
    var postgres = PostgresServer.start(directory.resolve("postgres"), 0, false);
    return new Servers(
        new Coordinates(
            ProcessHandle.current().pid(),
            kafka.bootstrapServers(),
            "127.0.0.1",
            postgres.port(),
            PostgresServer.USER,
            PostgresServer.PASSWORD),
        () -> {
          kafka.close();
          postgres.close();
        });
  }

  static Servers containers() {
    var kafka = new KafkaContainer(KAFKA);
    var postgres =
        new PostgreSQLContainer(POSTGRES).withCommand("postgres", "-c", "max_connections=300");
    Startables.deepStart(kafka, postgres).join();
    return new Servers(
        new Coordinates(
            ProcessHandle.current().pid(),
            kafka.getBootstrapServers(),
            postgres.getHost(),
            postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
            postgres.getUsername(),
            postgres.getPassword()),
        () -> {
          kafka.stop();
          postgres.stop();
        });
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    stop.run();
  }
}
