package tocsin.edge.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemMappersTest {
  record Feed(String url, List<Rule> rules, Schedule schedule) {}

  record Rule(int weight) {}

  enum Schedule {
    hourly
  }

  @Test
  void unreadable_wrongTypeInside_namesTheFieldByItsPath() {
    var problem = problemOf("{\"rules\": [{\"weight\": 1}, {\"weight\": \"heavy\"}]}");

    assertThat(problem.errors())
        .containsExactly(new Problem.FieldError("rules[1].weight", "'heavy' is no int"));
    assertThat(problem.status()).isEqualTo(400);
  }

  @Test
  void unreadable_wordOutsideAnEnum_namesTheField() {
    var problem = problemOf("{\"schedule\": \"sometimes\"}");

    assertThat(problem.errors()).extracting(Problem.FieldError::field).containsExactly("schedule");
    assertThat(problem.detail()).contains("'sometimes'");
  }

  @Test
  void unreadable_brokenJson_namesThePlace() {
    var problem = problemOf("{\n  \"url\": oops}");

    assertThat(problem.errors()).isEmpty();
    assertThat(problem.detail()).contains("line 2");
  }

  private static Problem problemOf(String json) {
    var e =
        catchThrowableOfType(
            JsonProcessingException.class, () -> new ObjectMapper().readValue(json, Feed.class));
    return ProblemMappers.unreadable(e);
  }
}
