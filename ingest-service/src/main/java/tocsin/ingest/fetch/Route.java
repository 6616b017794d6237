package tocsin.ingest.fetch;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The way of one request through redirects.
final class Route {
  private final URI start;
  private URI at;
  private @Nullable URI moved;
  private boolean permanent = true;

  Route(URI start) {
    this.start = start;
    this.at = start;
  }

  URI at() {
    return at;
  }

  /// Where the leading permanent redirects led; null where the first was none.
  @Nullable URI moved() {
    return moved;
  }

  void follow(URI to, boolean forGood) {
    at = to;
    permanent &= forGood;
    if (permanent) {
      moved = to;
    }
  }

  /// Whether it still is at the origin (scheme, host, port) where it began.
  boolean isHome() {
    return start.getScheme().equalsIgnoreCase(at.getScheme())
        && Objects.equals(start.getRawAuthority(), at.getRawAuthority());
  }
}
