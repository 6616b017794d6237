package tocsin.acceptance.points;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tocsin.acceptance.points.Point.Place;

class PlantingTest {
  /// What points are planted in.
  static final class Ground {
    private Ground() {}

    static int way(int from) {
      if (from > 10) {
        return Math.abs(from);
      }
      return Math.negateExact(from);
    }
  }

  /// The calls in [Ground#way] and the places where the method ends, in order.
  private static List<String> steps(Place place) throws IOException {
    var type = Ground.class.getName().replace('.', '/');
    byte[] bytes;
    try (var in =
        Objects.requireNonNull(Ground.class.getResourceAsStream("PlantingTest$Ground.class"))) {
      bytes = in.readAllBytes();
    }
    var point = new Point("p", "any", "", type, "way", place);
    var planted = Planting.planted(List.of(point), bytes, PlantingTest.class.getClassLoader());
    List<String> steps = new ArrayList<>();
    for (var method : ClassFile.of().parse(planted).methods()) {
      if (method.methodName().equalsString("way")) {
        for (var element : method.code().orElseThrow()) {
          switch (element) {
            case InvokeInstruction call -> steps.add(call.name().stringValue());
            case java.lang.classfile.instruction.ReturnInstruction end -> steps.add("end");
            case ConstantInstruction.LoadConstantInstruction constant ->
                assertThat(constant.constantValue()).isEqualTo("p");
            default -> {}
          }
        }
      }
    }
    return steps;
  }

  @Test
  void entry_isPassedFirst() throws IOException {
    assertThat(steps(new Place.Entry()))
        .containsExactly("pass", "abs", "end", "negateExact", "end");
  }

  @Test
  void return_isPassedBeforeEachEnd() throws IOException {
    assertThat(steps(new Place.Return()))
        .containsExactly("abs", "pass", "end", "negateExact", "pass", "end");
  }

  @Test
  void call_isPassedBeforeOrAfterIt() throws IOException {
    assertThat(steps(new Place.Before("java/lang/Math.abs")))
        .containsExactly("pass", "abs", "end", "negateExact", "end");
    assertThat(steps(new Place.After("java/lang/Math.negateExact")))
        .containsExactly("abs", "end", "negateExact", "pass", "end");
  }

  @Test
  void points_haveIdsOfTheirOwn() {
    assertThat(Points.of("alert-service-2")).extracting(Point::id).doesNotHaveDuplicates();
    assertThat(Points.of("launcher")).isEmpty();
  }
}
