package tocsin.edge.address;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/// The addresses that are not somebody else's public server: the special-purpose registries of IANA
/// (RFC 6890 and its successors), and every IPv6 form that carries an IPv4 address.
final class AddressRanges {
  private record Range(byte[] prefix, int bits) {
    boolean holds(byte[] address) {
      if (address.length != prefix.length) {
        return false;
      }
      int whole = bits / 8;
      if (!Arrays.equals(address, 0, whole, prefix, 0, whole)) {
        return false;
      }
      int rest = bits % 8;
      return rest == 0 || ((address[whole] ^ prefix[whole]) & (0xFF << (8 - rest)) & 0xFF) == 0;
    }
  }

  private static final List<Range> SPECIAL =
      ranges(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.31.196.0/24",
          "192.52.193.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "192.175.48.0/24",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4",
          "168.63.129.16/32");

  /// Public IPv6 is 2000::/3 without these.
  private static final List<Range> SPECIAL_V6 =
      ranges("2001::/23", "2001:db8::/32", "3fff::/20", "2620:4f:8000::/48");

  private static final Range GLOBAL_V6 = range("2000::/3");
  private static final Range SIX_TO_FOUR = range("2002::/16");
  private static final Range NAT64 = range("64:ff9b::/96");

  private AddressRanges() {}

  static boolean isPublic(InetAddress address) {
    return isPublic(address.getAddress());
  }

  private static boolean isPublic(byte[] address) {
    if (address.length == 4) {
      return SPECIAL.stream().noneMatch(range -> range.holds(address));
    }
    if (SIX_TO_FOUR.holds(address)) {
      return isPublic(Arrays.copyOfRange(address, 2, 6));
    }
    if (NAT64.holds(address)) {
      return isPublic(Arrays.copyOfRange(address, 12, 16));
    }
    return GLOBAL_V6.holds(address) && SPECIAL_V6.stream().noneMatch(range -> range.holds(address));
  }

  private static List<Range> ranges(String... written) {
    return Arrays.stream(written).map(AddressRanges::range).toList();
  }

  private static Range range(String written) {
    int slash = written.indexOf('/');
    try {
      return new Range(
          InetAddress.getByName(written.substring(0, slash)).getAddress(),
          new BigInteger(written.substring(slash + 1)).intValueExact());
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(written, e);
    }
  }
}
