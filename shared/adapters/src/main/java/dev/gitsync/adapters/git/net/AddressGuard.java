package dev.gitsync.adapters.git.net;

import dev.gitsync.flows.NeedsUser;
import dev.gitsync.flows.TryLater;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says which servers may be asked: only those with public addresses, by {@code https}; other hosts
 * when the deployment names them, and those by {@code http} too.
 */
public record AddressGuard(Set<String> allowedHosts, Resolver resolver) {

  /** Finds the addresses of hosts. */
  @FunctionalInterface
  public interface Resolver {
    /** All addresses of a host. */
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  /** A guard that finds addresses as the machine does. */
  public AddressGuard(Set<String> allowedHosts) {
    this(allowedHosts, InetAddress::getAllByName);
  }

  public AddressGuard {
    allowedHosts =
        allowedHosts.stream()
            .map(host -> host.strip().toLowerCase(Locale.ROOT))
            .filter(host -> !host.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the deployment names the host: whatever its address is, it may be asked. */
  public boolean isAllowed(String host) {
    return allowedHosts.contains(host.toLowerCase(Locale.ROOT));
  }

  /**
   * Lets an address pass.
   *
   * @throws NeedsUser when it must not be asked
   * @throws TryLater when its host cannot be found now
   */
  public void check(URI address) {
    if (isAllowed(address.getHost())) {
      return;
    }
    if (!"https".equals(address.getScheme())) {
      throw new NeedsUser(
          "GIT-008",
          "The repository's address does not begin with https.",
          "Use the https address; a password must not cross the network in clear.");
    }
    resolve(address.getHost());
  }

  /**
   * The addresses of a host, each of which may be asked. Whoever connects uses these, and does not
   * look the name up again: it could say something else then.
   *
   * @throws NeedsUser when one of them must not be asked
   * @throws TryLater when the host cannot be found now
   */
  public List<InetAddress> resolve(String host) {
    List<InetAddress> addresses = lookUp(host);
    if (!isAllowed(host) && !addresses.stream().allMatch(AddressGuard::isPublic)) {
      throw new NeedsUser(
          "GIT-008",
          "Host \"%s\" has a private address, which this deployment does not reach."
              .formatted(host),
          "Add the host to the deployment's allowed hosts, if it is meant to be reached.");
    }
    return addresses;
  }

  private List<InetAddress> lookUp(String host) {
    try {
      return List.of(resolver.resolve(host));
    } catch (UnknownHostException e) {
      throw new TryLater("GIT-010", "Host \"%s\" cannot be found.".formatted(host), e);
    }
  }

  /** Blocks that are not public by IANA's registries of special-purpose addresses. */
  private static boolean isPublic(InetAddress address) {
    if (address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return switch (address) {
      case Inet4Address v4 -> isPublic(bytes);
      case Inet6Address v6 ->
          (bytes[0] & 0xfe) != 0xfc && !v6.isIPv4CompatibleAddress() && !holdsIPv4(bytes);
      default -> false;
    };
  }

  private static boolean isPublic(byte[] v4) {
    int first = v4[0] & 0xff;
    int second = v4[1] & 0xff;
    boolean shared = first == 100 && second >= 64 && second < 128;
    boolean protocol = first == 192 && second == 0 && v4[2] == 0;
    boolean benchmark = first == 198 && (second & 0xfe) == 18;
    return first != 0 && first < 240 && !shared && !protocol && !benchmark;
  }

  /** Whether a gateway would turn it into some IPv4 address: 64:ff9b::/96, 64:ff9b:1::/48, 6to4. */
  private static boolean holdsIPv4(byte[] v6) {
    return (v6[0] == 0 && v6[1] == 0x64 && v6[2] == (byte) 0xff && v6[3] == (byte) 0x9b)
        || (v6[0] == 0x20 && v6[1] == 0x02);
  }
}
