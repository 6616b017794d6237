package tocsin.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/// One process of a service: that of the launcher, or one that was started beside it with the same
/// settings.
///
/// @param name as `-Dtocsin.process` says
/// @param port of its API; 1000 higher are health and metrics
public record Node(String name, int port) {
  private static final String MEMBER = ".group.instance.id=local";

  /// Starts another node of a service that runs already; it ends with whoever started it.
  ///
  /// @param started the node that it is like
  /// @param name unlike that of any other process of the stack
  /// @param settings that it has of its own, as environment
  static Node beside(
      Processes.Started started,
      String service,
      String name,
      int port,
      Map<String, String> settings,
      Path log) {
    List<String> command = new ArrayList<>();
    for (var argument : started.command()) {
      command.add(
          argument.equals("-Dtocsin.process=" + service)
              ? "-Dtocsin.process=" + name
              : argument.endsWith(MEMBER)
                  ? argument.replace(MEMBER, MEMBER + "-" + name)
                  : argument);
    }
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    var environment = builder.environment();
    environment.clear();
    for (var line : started.environment()) {
      int end = line.indexOf('=');
      if (end > 0) {
        environment.put(line.substring(0, end), line.substring(end + 1));
      }
    }
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(port + 1000));
    environment.put("TOCSIN_INSTANCE", name);
    environment.putAll(settings);
    try {
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Node(name, port);
  }

  /// Its API under a token.
  public Api api(String token) {
    return new Api(URI.create("http://127.0.0.1:" + port), token);
  }

  public boolean isReady() {
    return answers("ready");
  }

  public void awaitReady(Duration limit) {
    Awaitility.await(name + " is ready").atMost(limit).until(this::isReady);
  }

  /// @param health `live`, `ready` or `group/dependencies`
  public boolean answers(String health) {
    var management = new Api(URI.create("http://127.0.0.1:%d".formatted(port + 1000)), "");
    try {
      return management.get("/q/health/" + health, Duration.ofSeconds(2)).status() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }
}
