package tocsin.acceptance.points;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeInstruction;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tocsin.acceptance.Stack;

/// Every point is in the artefact that it is meant for.
@Order(0)
class PointsIT {
  @ParameterizedTest
  @ValueSource(strings = {"ingest-service", "classifier-service", "alert-service"})
  void point_isFoundInItsService(String service) throws IOException {
    try (var artefact = new URLClassLoader(jars(service))) {
      for (var point : Points.of(service)) {
        byte[] bytes;
        try (var in = artefact.getResourceAsStream(point.type() + ".class")) {
          assertThat(in).as(point.type()).isNotNull();
          bytes = in.readAllBytes();
        }
        assertThat(planted(Planting.planted(List.of(point), bytes, artefact)))
            .as(point.id())
            .isPositive();
      }
    }
  }

  private static long planted(byte[] bytes) {
    return ClassFile.of().parse(bytes).methods().stream()
        .flatMap(method -> method.code().stream())
        .flatMap(code -> code.elementStream())
        .filter(element ->
            element instanceof InvokeInstruction call
                && call.owner().asInternalName().equals(Fuse.class.getName().replace('.', '/')))
        .count();
  }

  private static URL[] jars(String service) throws IOException {
    List<URL> jars = new ArrayList<>();
    try (var files = Files.walk(Stack.root().resolve(service).resolve("target/quarkus-app"))) {
      for (var file : files.filter(f -> f.toString().endsWith(".jar")).toList()) {
        jars.add(file.toUri().toURL());
      }
    }
    return jars.toArray(URL[]::new);
  }
}
