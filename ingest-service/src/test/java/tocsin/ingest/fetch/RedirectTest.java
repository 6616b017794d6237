package tocsin.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedirectTest {
  @ParameterizedTest
  @CsvSource({
    "http://a.example/x,  ' /feed y ',        http://a.example/feed%20y",
    "http://a.example/x,  https://b.example/, https://b.example/",
    "HTTPS://a.example/x, //b.example/z,      https://b.example/z"
  })
  void location_isResolved(URI from, String location, String to) {
    assertThat(Redirect.of(from, location))
        .isInstanceOfSatisfying(
            Redirect.To.class, r -> assertThat(r.url().toString()).isEqualToIgnoringCase(to));
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example/x, http://a.example/, a redirect from https to http",
    "HTTPS://a.example/x, HTTP://a.example/, a redirect from https to http",
    "http://a.example/x,  mailto:a@b,        a redirect to no host",
    "http://a.example/x,  http://[,          a redirect to what is no URL"
  })
  void whatMustNotBeFollowed_saysWhy(URI from, String location, String why) {
    assertThat(Redirect.of(from, location)).isEqualTo(new Redirect.Refused(why));
  }
}
