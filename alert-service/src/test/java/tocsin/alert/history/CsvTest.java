package tocsin.alert.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tocsin.alert.match.RandomArticles;

class CsvTest {
  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx"})
  void cell_thatBeginsAFormula_isQuotedOff(String value) {
    assertThat(Csv.cell(value)).isEqualTo("'" + value);
  }

  @Test
  void cell_withDelimiters_isEnclosed() {
    assertThat(Csv.cell("a, \"b\"\nc")).isEqualTo("\"a, \"\"b\"\"\nc\"");
    assertThat(Csv.cell("\r=1")).isEqualTo("\"'\r=1\"");
    assertThat(Csv.cell("plain - text")).isEqualTo("plain - text");
    assertThat(Csv.cell("")).isEmpty();
  }

  @Test
  void line_hasAsManyCellsAsTheHeader() {
    var line = Csv.line(new RandomArticles(1).next());
    assertThat(line).endsWith("\r\n");
    assertThat(line.replaceAll("\"[^\"]*\"", "").split(",", -1))
        .hasSize(Csv.HEADER.split(",", -1).length);
  }
}
