package tocsin.alert;

import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// What this node is called, and where it finds the broker and is found itself.
@Singleton
final class Node {
  private final String name;
  private final String prefix;
  private final Map<String, Object> broker;
  private final String publicUrl;

  Node(
      @ConfigProperty(name = "kafka.bootstrap.servers") String brokers,
      @ConfigProperty(name = "tocsin.topic-prefix") Optional<String> prefix,
      @ConfigProperty(name = "tocsin.public-url") String publicUrl,
      @ConfigProperty(name = "tocsin.instance") Optional<String> instance) {
    this.name = instance.orElseGet(() -> UUID.randomUUID().toString());
    this.prefix = prefix.orElse("");
    this.broker = Map.of("bootstrap.servers", brokers);
    this.publicUrl =
        publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl;
  }

  /// Under which it holds leases.
  String name() {
    return name;
  }

  /// What the names of topics and of consumer groups begin with.
  String prefix() {
    return prefix;
  }

  /// Settings of a Kafka client.
  Map<String, Object> broker() {
    return broker;
  }

  /// Without a slash at its end.
  String publicUrl() {
    return publicUrl;
  }

  /// What message ids end in.
  String host() {
    var host = URI.create(publicUrl).getHost();
    return host == null ? "localhost" : host;
  }
}
