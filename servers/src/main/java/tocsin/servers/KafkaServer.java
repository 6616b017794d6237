package tocsin.servers;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/// One KRaft node, broker and controller, in this JVM, reachable on the loopback address only.
public final class KafkaServer implements AutoCloseable {
  private final int port;
  private final KafkaRaftServer server;

  private KafkaServer(int port, KafkaRaftServer server) {
    this.port = port;
    this.server = server;
  }

  /// Returns once the broker serves.
  ///
  /// @param directory formatted if it is new, else continued
  public static KafkaServer start(Path directory, int port, int controllerPort) {
    if (!Files.exists(directory.resolve("meta.properties"))) {
      format(directory);
    }
    var config = KafkaConfig.fromProps(settings(directory, port, controllerPort), false);
    var server = new KafkaRaftServer(config, Time.SYSTEM);
    server.startup();
    return new KafkaServer(port, server);
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static void format(Path directory) {
    try (var silence =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      Files.createDirectories(directory);
      new Formatter()
          .setPrintStream(silence)
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(1)
          .setControllerListenerName("CONTROLLER")
          .setMetadataLogDirectory(directory.toString())
          .addDirectory(directory.toString())
          .run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException("cannot format " + directory, e);
    }
  }

  private static Properties settings(Path directory, int port, int controllerPort) {
    var p = new Properties();
    p.put("process.roles", "broker,controller");
    p.put("node.id", "1");
    p.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    p.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
    p.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    p.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    p.put("controller.listener.names", "CONTROLLER");
    p.put("inter.broker.listener.name", "PLAINTEXT");
    p.put("log.dirs", directory.toString());
    p.put("num.partitions", "4");
    // a topic that springs up by being asked for would have none of its settings
    p.put("auto.create.topics.enable", "false");
    for (var topic :
        List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
      p.put(topic + ".replication.factor", "1");
      p.put(topic + ".num.partitions", "4");
    }
    p.put("transaction.state.log.min.isr", "1");
    p.put("share.coordinator.state.topic.min.isr", "1");
    // a node that was killed comes back once its old registration has expired
    p.put("broker.session.timeout.ms", "2000");
    p.put("broker.heartbeat.interval.ms", "500");
    p.put("initial.broker.registration.timeout.ms", "30000");
    p.put("group.initial.rebalance.delay.ms", "0");
    p.put("num.network.threads", "2");
    p.put("num.io.threads", "2");
    // the default takes 128 MB of heap
    p.put("log.cleaner.dedupe.buffer.size", "2097152");
    return p;
  }
}
