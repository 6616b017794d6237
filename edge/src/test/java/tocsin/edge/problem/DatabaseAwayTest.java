package tocsin.edge.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAwayTest {
  @ParameterizedTest
  @ValueSource(strings = {"08006", "40P01", "53300", "57P01", "57P03"})
  void isShownBy_aServerThatTakesNoWork(String state) {
    assertThat(DatabaseAway.isShownBy(new CompletionException(server(state)))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"22021", "23505", "42P01", "XX000"})
  void isShownBy_aServerThatRefusesAStatement_isNot(String state) {
    assertThat(DatabaseAway.isShownBy(server(state))).isFalse();
  }

  @Test
  void isShownBy_aConnectionThatIsRefusedOrAPoolThatHasNone() {
    assertThat(DatabaseAway.isShownBy(new CompletionException(new ConnectException("refused"))))
        .isTrue();
    assertThat(DatabaseAway.isShownBy(new VertxException("Timeout waiting for connection")))
        .isTrue();
  }

  @Test
  void isShownBy_aBugOfOurs_isNot() {
    assertThat(DatabaseAway.isShownBy(new IllegalStateException(new NullPointerException())))
        .isFalse();
  }

  private static PgException server(String state) {
    return new PgException("no", "FATAL", state, "");
  }
}
