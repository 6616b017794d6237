package tocsin.edge.address;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The guard as the operator set it: `tocsin.allowed-addresses` (environment:
/// `TOCSIN_ALLOWED_ADDRESSES`), exact `host:port` pairs separated by commas, none by default.
final class GuardSettings {
  @Produces
  @Singleton
  AddressGuard guard(
      @ConfigProperty(name = "tocsin.allowed-addresses") Optional<List<String>> allowed) {
    var names = new NameResolver(InetAddress::getAllByName, Duration.ofSeconds(5));
    return new AddressGuard(allowed.orElse(List.of()), names);
  }
}
