package tocsin.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static Settings of(Map<String, String> environment) throws StartFailed {
    return Settings.of(Path.of("data"), environment);
  }

  @Test
  void nothingSet_isAllOnThisMachine() throws StartFailed {
    var settings = of(Map.of());

    assertThat(settings.ports())
        .extracting(Settings.Port::number)
        .containsExactly(8080, 9080, 8081, 9081, 8082, 9082, 9092, 5440);
    assertThat(settings.publicUrl()).isEqualTo("http://localhost:8080");
    assertThat(settings.bind()).isEqualTo("127.0.0.1");
    assertThat(settings.smtp().embedded()).isTrue();
    assertThat(settings.data()).isAbsolute();
  }

  @Test
  void movedPort_movesItsManagementPort() throws StartFailed {
    var settings = of(Map.of("TOCSIN_CONSOLE_PORT", "7000"));

    assertThat(settings.ports())
        .contains(
            new Settings.Port("127.0.0.1", 7000, "TOCSIN_CONSOLE_PORT"),
            new Settings.Port("127.0.0.1", 8000, "TOCSIN_CONSOLE_PORT"));
    assertThat(settings.publicUrl()).isEqualTo("http://localhost:7000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "many", "0", "65536", "-1"})
  void port_thatIsNone_isNamed(String value) {
    assertThatThrownBy(() -> of(Map.of("TOCSIN_KAFKA_PORT", value)))
        .isInstanceOf(StartFailed.class)
        .hasMessage("TOCSIN_KAFKA_PORT is '%s', which is no port", value);
  }

  @Test
  void port_wantedTwice_isNamedWithBothVariables() throws StartFailed {
    var settings = of(Map.of("TOCSIN_KAFKA_PORT", "9081"));

    assertThatThrownBy(settings::ports)
        .isInstanceOf(StartFailed.class)
        .hasMessageContaining("TOCSIN_INGEST_PORT and TOCSIN_KAFKA_PORT both want port 9081");
  }

  @Test
  void servicePort_withoutRoomAbove_isRefused() {
    assertThatThrownBy(() -> of(Map.of("TOCSIN_INGEST_PORT", "65000")))
        .isInstanceOf(StartFailed.class)
        .hasMessageStartingWith("TOCSIN_INGEST_PORT is 65000");
  }

  @Test
  void tls_thatIsNone_isNamed() {
    assertThatThrownBy(() -> of(Map.of("TOCSIN_SMTP_TLS", "yes")))
        .isInstanceOf(StartFailed.class)
        .hasMessage("TOCSIN_SMTP_TLS is 'yes': it is none, starttls or tls");
  }

  @Test
  void restartPause_isSeconds() throws StartFailed {
    assertThat(of(Map.of()).restartPause()).hasSeconds(8);
    assertThat(of(Map.of("TOCSIN_RESTART_PAUSE", "1")).restartPause()).hasSeconds(1);
    assertThatThrownBy(() -> of(Map.of("TOCSIN_RESTART_PAUSE", "1s")))
        .isInstanceOf(StartFailed.class)
        .hasMessage("TOCSIN_RESTART_PAUSE is '1s': it is a number of seconds from 1 to 9999");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, http://127.0.0.1:1",
    "0.0.0.0, http://127.0.0.1:1",
    "::, http://[::1]:1",
    "fe80::1, http://[fe80::1]:1"
  })
  void url_reachesWhatListens(String bind, String url) throws StartFailed {
    assertThat(of(Map.of("TOCSIN_BIND", bind)).url(1)).isEqualTo(url);
  }

  @Test
  void mailServer_isHandedToTheMailer() throws StartFailed {
    var smtp =
        of(Map.of(
                "TOCSIN_SMTP_HOST", "mail.example",
                "TOCSIN_SMTP_PORT", "465",
                "TOCSIN_SMTP_TLS", "tls",
                "TOCSIN_SMTP_USER", "u",
                "TOCSIN_SMTP_PASSWORD", "p"))
            .smtp();

    assertThat(smtp.mailer())
        .containsEntry("QUARKUS_MAILER_HOST", "mail.example")
        .containsEntry("QUARKUS_MAILER_TLS", "true")
        .containsEntry("QUARKUS_MAILER_START_TLS", "DISABLED")
        .containsEntry("QUARKUS_MAILER_PASSWORD", "p");
  }

  @Test
  void demo_hasItsOwnInboxAndAddresses() throws StartFailed {
    var settings =
        of(Map.of("TOCSIN_SMTP_HOST", "mail.example", "TOCSIN_ALLOWED_ADDRESSES", "a:1"))
            .forDemo("b:2", "c:3");

    assertThat(settings.smtp().embedded()).isTrue();
    assertThat(settings.allowedAddresses()).isEqualTo("a:1,b:2,c:3");
  }
}
