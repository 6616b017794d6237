package tocsin.local;

import java.io.IOException;
import java.nio.file.Path;
import tocsin.servers.KafkaServer;

/// The broker as a process of the stack.
public final class BrokerProcess {
  private BrokerProcess() {}

  /// @param arguments directory, port, port of the controller, file to write once it serves
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Console.quietLibraries();
    var server =
        KafkaServer.start(
            Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    Ready.write(Path.of(arguments[3]));
    Thread.currentThread().join();
  }
}
