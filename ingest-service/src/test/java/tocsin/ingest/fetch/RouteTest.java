package tocsin.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class RouteTest {
  private static final URI A = URI.create("https://a.example/feed");
  private static final URI B = URI.create("https://b.example/feed");
  private static final URI C = URI.create("https://c.example/feed");

  @Test
  void moved_leadingPermanentRedirects_count() {
    var route = new Route(A);
    route.follow(B, true);
    route.follow(C, false);
    assertThat(route.moved()).isEqualTo(B);
    assertThat(route.at()).isEqualTo(C);
  }

  @Test
  void moved_permanentAfterTemporary_doesNotCount() {
    var route = new Route(A);
    route.follow(B, false);
    route.follow(C, true);
    assertThat(route.moved()).isNull();
  }

  @Test
  void isHome_otherOriginOrScheme_isNot() {
    var route = new Route(A);
    assertThat(route.isHome()).isTrue();
    route.follow(URI.create("https://a.example/other"), true);
    assertThat(route.isHome()).isTrue();
    route.follow(URI.create("http://a.example/other"), true);
    assertThat(route.isHome()).isFalse();
  }
}
