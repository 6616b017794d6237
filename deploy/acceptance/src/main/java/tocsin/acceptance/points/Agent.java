package tocsin.acceptance.points;

import java.lang.instrument.Instrumentation;
import java.nio.file.Path;

/// Plants the points of the process that it is loaded into: `-javaagent:acceptance.jar=FUSES`.
public final class Agent {
  private Agent() {}

  /// @param fuses the directory where they lie
  public static void premain(String fuses, Instrumentation instrumentation) {
    var points = Points.of(System.getProperty("tocsin.process", ""));
    if (!points.isEmpty()) {
      Fuse.in(Path.of(fuses));
      instrumentation.addTransformer(new Planting(points));
    }
  }
}
