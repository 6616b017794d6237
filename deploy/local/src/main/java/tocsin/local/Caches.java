package tocsin.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What each JVM of the stack learned in a training run, by which it starts in half the time, and
/// an empty database cluster. A JVM whose cache is missing, or was made by another JDK, starts
/// without.
///
/// @param training whether this run makes them
/// @see <a href="../../../../../../../docs/adr/0007-train-the-start-after-a-build.md">decision 7</a>
record Caches(Path directory, boolean training) {
  private static final Duration GRACE = Duration.ofSeconds(9);

  /// A JVM writes its cache when it ends.
  private static final Duration TRAINING_GRACE = Duration.ofMinutes(3);

  List<String> flags(String process) {
    var file = directory.resolve(process + ".aot");
    List<String> flags = new ArrayList<>();
    if (training) {
      flags.add("-XX:AOTCacheOutput=" + file);
    } else if (Files.exists(file)) {
      flags.add("-XX:AOTCache=" + file);
      flags.add("-Xlog:aot=off,cds=off");
    }
    return flags;
  }

  private Path cluster() {
    return directory.resolve("postgres");
  }

  /// Makes the empty database cluster that spares a demo its `initdb`.
  void makeCluster(List<String> databases) throws SQLException {
    DatabaseProcess.make(cluster(), databases);
  }

  /// @param to a new cluster, as long as nothing has to outlive the machine
  void copyCluster(Path to) throws IOException {
    if (Files.exists(cluster().resolve("PG_VERSION"))) {
      Tree.copy(cluster(), to, Set.of());
    }
  }

  /// How long a process may take to end.
  Duration grace() {
    return training ? TRAINING_GRACE : GRACE;
  }
}
