package tocsin.edge.address;

import java.net.InetAddress;

/// What the guard says of a URL that is about to be requested.
public sealed interface Admission {
  /// @param address to connect to; the name stays for `Host`, SNI and the certificate
  record Admitted(InetAddress address, int port) implements Admission {}

  /// @param reason in words that may be shown to whoever gave the URL: they do not tell whether
  ///   something answers there
  record Refused(String reason) implements Admission {}

  /// @param host that has no address at the moment
  record Unresolved(String host) implements Admission {}
}
