package tocsin.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {
  @Test
  void kills_areSharedOutAmongTheServices() throws Plan.Misused {
    var plan = Plan.of(List.of("--kills", "6", "--seed", "7"));

    assertThat(plan.rows().getFirst().faults()).hasSize(6);
    assertThat(plan.seed()).isEqualTo(7);
  }

  @Test
  void only_keepsOneRow() throws Plan.Misused {
    assertThat(Plan.of(List.of("--only", "F4")).rows())
        .extracting(Plan.Row::id)
        .containsExactly("F4");
  }

  @Test
  void only_keepsSeveralRowsInTheirOrder() throws Plan.Misused {
    assertThat(Plan.of(List.of("--only", "F5,F3")).rows())
        .extracting(Plan.Row::id)
        .containsExactly("F3", "F5");
  }

  @Test
  void aimed_killsEachPointSoOften() throws Plan.Misused {
    var once = Plan.of(List.of("--only", "F2", "--aimed", "1")).rows().getFirst();
    var thrice = Plan.of(List.of("--only", "F2", "--aimed", "3")).rows().getFirst();

    assertThat(thrice.faults()).hasSize(3 * once.faults().size());
  }

  @Test
  void share_ofAllRows_isAllArticles() throws Plan.Misused {
    var plan = Plan.of(List.of("--articles", "5000"));

    assertThat(plan.rows().stream().mapToInt(plan::share).sum()).isBetween(4_990, 5_010);
    assertThat(plan.rows()).allMatch(row -> plan.share(row) > 100);
  }

  @Test
  void usage_namesEveryRow() throws Plan.Misused {
    assertThat(Plan.of(List.of()).rows())
        .allSatisfy(row -> assertThat(Plan.USAGE.split("[ \n]+")).contains(row.id()));
  }

  @Test
  void long_isLonger() throws Plan.Misused {
    assertThat(Plan.of(List.of("--long")).articles()).isEqualTo(100_000);
    assertThat(Plan.of(List.of("--long", "--articles", "5")).articles()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--articles",
        "--articles many",
        "--often 3",
        "--only F99",
        "--only F1,F99",
        "--only"
      })
  void others_areMisuse(String line) {
    assertThatThrownBy(() -> Plan.of(List.of(line.split(" ")))).isInstanceOf(Plan.Misused.class);
  }
}
