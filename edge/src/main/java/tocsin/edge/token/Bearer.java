package tocsin.edge.token;

import org.jspecify.annotations.Nullable;

/// The bearer token of an `Authorization` header, RFC 6750.
public final class Bearer {
  private static final String SCHEME = "Bearer ";

  private Bearer() {}

  /// The token; empty where the header is absent, of another scheme, or holds none.
  public static String of(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return "";
    }
    return authorization.substring(SCHEME.length()).strip();
  }
}
