package tocsin.edge.address;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Decides whether an outgoing request may be made.
///
/// Refused are other schemes than http and https, user information, ports but 80, 443, 8080 and
/// 8443, names of one label and names that end in `.internal`, `.local`, `.svc`, `.localhost`,
/// hosts written as numbers in any but the usual form, and every address that is not public. The
/// operator may allow exact `host:port` pairs, compared as written in the URL.
public final class AddressGuard {
  /// How names become addresses.
  @FunctionalInterface
  public interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  private static final Set<Integer> PORTS = Set.of(80, 443, 8080, 8443);
  private static final List<String> PRIVATE_SUFFIXES =
      List.of(
          ".internal",
          ".local",
          ".svc",
          ".localhost",
          ".localdomain",
          ".lan",
          ".home.arpa",
          ".cluster.local",
          ".intranet",
          ".corp",
          ".private");
  private static final Pattern DOTTED_QUAD =
      Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");
  private static final Pattern NAME =
      Pattern.compile("([a-z0-9_]([a-z0-9_-]*[a-z0-9_])?\\.)+[a-z][a-z0-9-]*[a-z0-9]");

  private static final String ADDRESS_REFUSED =
      "this address is on a private or special network; the operator can allow the exact host:port";

  private final Set<String> allowed;
  private final Resolver resolver;

  /// @param allowed exact `host:port` pairs
  public AddressGuard(List<String> allowed, Resolver resolver) {
    this.allowed =
        allowed.stream()
            .map(pair -> pair.strip().toLowerCase(Locale.ROOT))
            .filter(pair -> !pair.isEmpty())
            .peek(AddressGuard::checkPair)
            .collect(Collectors.toUnmodifiableSet());
    this.resolver = resolver;
  }

  /// Judges what is written, without asking the network: for a URL that is being registered.
  ///
  /// @return why it is refused; empty where nothing written speaks against it
  public Optional<String> judge(URI url) {
    var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return Optional.of("only http and https URLs can be used");
    }
    if (url.getRawUserInfo() != null
        || url.getRawAuthority() != null && url.getRawAuthority().contains("@")) {
      return Optional.of("a URL with a user name or password cannot be used");
    }
    if (url.getHost() == null) {
      return Optional.of("the URL has no valid host");
    }
    var host = url.getHost().toLowerCase(Locale.ROOT);
    if (allowed.contains(host + ":" + port(url))) {
      return Optional.empty();
    }
    if (!PORTS.contains(port(url))) {
      return Optional.of("port " + port(url) + " cannot be used; 80, 443, 8080 and 8443 can");
    }
    if (host.startsWith("[")) {
      return literal(host.substring(1, host.length() - 1));
    }
    if (DOTTED_QUAD.matcher(host).matches()) {
      return literal(host);
    }
    var name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    if (!NAME.matcher(name).matches()) {
      return Optional.of("'" + host + "' is no public host name");
    }
    if (PRIVATE_SUFFIXES.stream().anyMatch(name::endsWith)) {
      return Optional.of("'" + host + "' is no public host name");
    }
    return Optional.empty();
  }

  /// Judges the URL and the addresses its host has now. May block on the resolver.
  public Admission admit(URI url) {
    var refusal = judge(url);
    if (refusal.isPresent()) {
      return new Admission.Refused(refusal.get());
    }
    var host = url.getHost().toLowerCase(Locale.ROOT);
    int port = port(url);
    InetAddress[] addresses;
    try {
      addresses = resolver.resolve(strip(host));
    } catch (UnknownHostException e) {
      return new Admission.Unresolved(host);
    }
    if (addresses.length == 0) {
      return new Admission.Unresolved(host);
    }
    boolean trusted = allowed.contains(host + ":" + port);
    return Arrays.stream(addresses)
        .filter(address -> trusted || AddressRanges.isPublic(address))
        .findFirst()
        .<Admission>map(address -> new Admission.Admitted(address, port))
        .orElseGet(() -> new Admission.Refused(ADDRESS_REFUSED));
  }

  private static Optional<String> literal(String address) {
    try {
      return AddressRanges.isPublic(InetAddress.ofLiteral(address))
          ? Optional.empty()
          : Optional.of(ADDRESS_REFUSED);
    } catch (IllegalArgumentException e) {
      return Optional.of("'" + address + "' is no address");
    }
  }

  private static String strip(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static int port(URI url) {
    if (url.getPort() >= 0) {
      return url.getPort();
    }
    return "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
  }

  private static void checkPair(String pair) {
    if (!pair.matches("(\\[[0-9a-f:.]+]|[^\\s:/@\\[\\]]+):\\d{1,5}")) {
      throw new IllegalArgumentException(
          "tocsin.allowed-addresses: '" + pair + "' is no host:port pair");
    }
  }
}
