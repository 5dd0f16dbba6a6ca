package dev.gitsync.flows.link;

import java.util.Map;
import java.util.Optional;

/**
 * How a link reaches its server, and how it knows that it is the right one. Holds no secrets.
 *
 * @param bastion the SSH server that leads to a server without public access
 * @param certificates certificates of the authorities that vouch for the server, as PEM, in place
 *     of the public ones
 * @param hostKeys the keys that SSH servers showed when the link was made, by {@code host:port}; no
 *     other is accepted since
 */
public record Connection(
    Optional<Bastion> bastion, Optional<String> certificates, Map<String, HostKey> hostKeys) {

  /** Straight to a server that a public authority vouches for. */
  public static final Connection DIRECT =
      new Connection(Optional.empty(), Optional.empty(), Map.of());

  public Connection {
    hostKeys = Map.copyOf(hostKeys);
  }

  /** An SSH server that passes connections on. */
  public record Bastion(String host, int port, String user) {

    /** As in the keys of known hosts. */
    public String place() {
      return place(host, port);
    }

    /** A server as in the keys of known hosts. */
    public static String place(String host, int port) {
      return host + ":" + port;
    }
  }

  /** The same with these keys in place of those known so far. */
  public Connection with(Map<String, HostKey> keys) {
    return new Connection(bastion, certificates, keys);
  }

  /** Whether the other leads the same way, whatever keys are known. */
  public boolean sameWay(Connection other) {
    return bastion.equals(other.bastion) && certificates.equals(other.certificates);
  }
}
