package tocsin.alert.account;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Where a request comes from, for limits: an IPv4 address, or the network of 64 bits that one
/// household or server has of IPv6.
public final class Origin {
  private static final int NETWORK_BYTES = 8;

  private Origin() {}

  public static String of(@Nullable String address) {
    if (address == null || address.isEmpty()) {
      return "";
    }
    try {
      var parsed = InetAddress.ofLiteral(address);
      return parsed instanceof Inet6Address
          ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES))
          : parsed.getHostAddress();
    } catch (IllegalArgumentException e) {
      return address;
    }
  }
}
