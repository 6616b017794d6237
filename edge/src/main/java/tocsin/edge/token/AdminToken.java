package tocsin.edge.token;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The operator's token, `tocsin.admin-token` (environment: `TOCSIN_ADMIN_TOKEN`).
@Singleton
public final class AdminToken {
  private final byte[] token;

  public AdminToken(@ConfigProperty(name = "tocsin.admin-token") String token) {
    if (token.isBlank()) {
      throw new IllegalArgumentException("tocsin.admin-token is blank: set TOCSIN_ADMIN_TOKEN");
    }
    this.token = token.getBytes(StandardCharsets.UTF_8);
  }

  /// Whether this is the token, in a time that does not depend on how much of it is right.
  public boolean matches(String candidate) {
    return MessageDigest.isEqual(token, candidate.getBytes(StandardCharsets.UTF_8));
  }
}
