package dev.gitsync.adapters.git.ssh;

import dev.gitsync.adapters.git.net.AddressGuard;
import dev.gitsync.adapters.git.net.Detours;
import dev.gitsync.adapters.git.ssh.HostKeyCheck.Mode;
import dev.gitsync.flows.NeedsUser;
import dev.gitsync.flows.TryLater;
import dev.gitsync.flows.link.HostKey;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.Credentials.SshKey;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Connections to bastions, kept for as long as the process lives, and shared. */
public final class Bastions implements Detours {

  private final AddressGuard guard;
  private final ConcurrentMap<Way, Kept> bastions = new ConcurrentHashMap<>();

  /** Bastions on the hosts that the guard lets pass. What they lead to may be anywhere. */
  public Bastions(AddressGuard guard) {
    this.guard = guard;
  }

  /** What makes connections differ. */
  private record Way(SshServer server, SshKey key, Map<String, HostKey> hostKeys) {
    static Way of(LinkSettings settings, Credentials credentials) {
      SshServer server = SshServer.of(settings.connection().bastion().orElseThrow());
      return new Way(server, key(credentials), settings.connection().hostKeys());
    }

    private static SshKey key(Credentials credentials) {
      return credentials
          .bastion()
          .orElseThrow(
              () ->
                  new NeedsUser(
                      "GIT-015",
                      "There is no key for the bastion.",
                      "Set it as bastion with PUT /api/v1/git-sync/credentials."));
    }
  }

  /** A connection, made again when it has broken. */
  private static final class Kept {
    private Optional<SshConnection> connection = Optional.empty();
  }

  @Override
  public InetSocketAddress through(
      LinkSettings settings, Credentials credentials, String host, int port) {
    Way way = Way.of(settings, credentials);
    Kept kept = bastions.computeIfAbsent(way, it -> new Kept());
    synchronized (kept) {
      SshConnection open =
          kept.connection.filter(SshConnection::isOpen).orElseGet(() -> connect(way));
      kept.connection = Optional.of(open);
      return forward(open, way.server(), host, port);
    }
  }

  private SshConnection connect(Way way) {
    var check = new HostKeyCheck(way.hostKeys(), Mode.STRICT);
    return SshConnection.open(
        way.server(), way.server().address(guard), check, SshKeys.read(way.key()));
  }

  private static InetSocketAddress forward(
      SshConnection connection, SshServer bastion, String host, int port) {
    try {
      return connection.forward(host, port);
    } catch (UncheckedIOException e) {
      throw new TryLater(
          "GIT-010",
          "Bastion %s does not lead to %s:%d.".formatted(bastion.place(), host, port),
          e);
    }
  }

  /** Ends a connection that was kept and may be dead; says whether there was one. */
  boolean drop(LinkSettings settings, Credentials credentials) {
    Kept kept = bastions.get(Way.of(settings, credentials));
    if (kept == null) {
      return false;
    }
    synchronized (kept) {
      kept.connection.ifPresent(SshConnection::close);
      boolean wasKept = kept.connection.isPresent();
      kept.connection = Optional.empty();
      return wasKept;
    }
  }

  /** Has a link's bastion, where it has one, show its key. */
  void look(LinkSettings settings, HostKeyCheck check) {
    settings
        .connection()
        .bastion()
        .map(SshServer::of)
        .ifPresent(bastion -> SshConnection.look(bastion, bastion.address(guard), check));
  }
}
