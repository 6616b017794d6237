package tocsin.edge.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryFaultTest {
  interface Route {
    void list(
        @PathParam("id") int id,
        @QueryParam("limit") int limit,
        @QueryParam("skip") Long skip,
        @QueryParam("least") double least,
        @QueryParam("status") String status);
  }

  private static final Method LIST =
      Arrays.stream(Route.class.getDeclaredMethods()).findFirst().orElseThrow();

  @ParameterizedTest
  @CsvSource({
    "limit, abc, 'whole number, or too large a one'",
    "limit, 1e9, 'whole number, or too large a one'",
    "limit, 99999999999999, 'whole number, or too large a one'",
    "limit, '', 'whole number, or too large a one'",
    "skip, x, 'whole number, or too large a one'",
    "least, much, number",
  })
  void find_valueOfAnotherType_namesTheParameter(String name, String value, String wanted) {
    var problem = QueryFault.find(LIST, Map.of(name, List.of(value))).orElseThrow();

    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.errors())
        .containsExactly(new Problem.FieldError(name, "'%s' is no %s".formatted(value, wanted)));
  }

  @Test
  void find_valuesThatCanBeRead_isNothing() {
    var query =
        Map.of(
            "limit", List.of("1"),
            "skip", List.of("99999999999999"),
            "least", List.of("1e9"),
            "status", List.of("x"),
            "id", List.of("x"));

    assertThat(QueryFault.find(LIST, query)).isEmpty();
    assertThat(QueryFault.find(null, query)).isEmpty();
  }
}
