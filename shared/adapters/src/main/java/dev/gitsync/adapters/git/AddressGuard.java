package dev.gitsync.adapters.git;

import dev.gitsync.flows.NeedsUser;
import dev.gitsync.flows.TryLater;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says which servers may be asked: only those with public addresses, by {@code https}; other hosts
 * when the deployment names them, and those by {@code http} too.
 */
public record AddressGuard(Set<String> allowedHosts) {

  public AddressGuard {
    allowedHosts =
        allowedHosts.stream()
            .map(host -> host.strip().toLowerCase(Locale.ROOT))
            .filter(host -> !host.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Lets an address pass.
   *
   * @throws NeedsUser when it must not be asked
   * @throws TryLater when its host cannot be found now
   */
  public void check(URI address) {
    String host = address.getHost().toLowerCase(Locale.ROOT);
    if (allowedHosts.contains(host)) {
      return;
    }
    if (!"https".equals(address.getScheme())) {
      throw new NeedsUser(
          "GIT-008",
          "The repository's address does not begin with https.",
          "Use the https address; a password must not cross the network in clear.");
    }
    for (InetAddress resolved : resolve(host)) {
      if (!isPublic(resolved)) {
        throw new NeedsUser(
            "GIT-008",
            "Host \"%s\" has a private address, which this deployment does not reach."
                .formatted(host),
            "Add the host to the deployment's allowed hosts, if it is meant to be reached.");
      }
    }
  }

  private static InetAddress[] resolve(String host) {
    try {
      return InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      throw new TryLater("GIT-010", "Host \"%s\" cannot be found.".formatted(host), e);
    }
  }

  private static boolean isPublic(InetAddress address) {
    if (address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    return switch (address) {
      case Inet4Address v4 ->
          first != 0 && first < 240 && !(first == 100 && second >= 64 && second < 128);
      case Inet6Address v6 -> (first & 0xfe) != 0xfc && !v6.isIPv4CompatibleAddress();
      default -> false;
    };
  }
}
