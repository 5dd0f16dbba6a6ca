package dev.gitsync.adapters.git.ssh;

import dev.gitsync.adapters.git.net.AddressGuard;
import dev.gitsync.adapters.git.ssh.HostKeyCheck.Mode;
import dev.gitsync.adapters.git.wire.Endpoint;
import dev.gitsync.flows.NeedsUser;
import dev.gitsync.flows.TryLater;
import dev.gitsync.flows.link.Connection.Bastion;
import dev.gitsync.flows.link.HostKey;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.Credentials.SshKey;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Connections to Git servers by SSH, each used by one at a time and kept for the next. */
public final class SshSessions {

  private static final int MOST_IDLE = 64;

  /** Shorter than routers on the way forget a connection that says nothing. */
  private static final Duration LONGEST_IDLE = Duration.ofMinutes(4);

  private final AddressGuard guard;
  private final Deque<Idle> idle = new ArrayDeque<>();
  private final Bastions bastions;

  /** Connections to the hosts that the guard lets pass, and to those behind bastions. */
  public SshSessions(AddressGuard guard, Bastions bastions) {
    this.guard = guard;
    this.bastions = bastions;
  }

  /** What makes connections differ: a change of a key or of what is known of a server, too. */
  private record Way(
      SshServer server,
      SshKey key,
      Optional<Bastion> bastion,
      Optional<SshKey> bastionKey,
      Map<String, HostKey> hostKeys) {}

  private record Idle(Way way, SshConnection connection, long sinceNanos) {
    boolean isUsable() {
      return connection.isOpen() && System.nanoTime() - sinceNanos < LONGEST_IDLE.toNanos();
    }
  }

  /** A connection that somebody uses alone. */
  final class Lease {
    private final Way way;
    private final SshConnection connection;
    private final boolean isKept;

    private Lease(Way way, SshConnection connection, boolean isKept) {
      this.way = way;
      this.connection = connection;
      this.isKept = isKept;
    }

    SshConnection connection() {
      return connection;
    }

    /** Whether the connection was used before, and so may have died since. */
    boolean isKept() {
      return isKept;
    }

    void giveBack() {
      keep(new Idle(way, connection, System.nanoTime()));
    }

    /** Where one that was kept is dead, so may be the others. */
    void drop() {
      connection.close();
      discard(it -> it.way().equals(way));
    }
  }

  /** Where a link's repository is asked. Connects with the first question. */
  public Endpoint endpoint(LinkSettings settings, Credentials credentials) {
    return new SshEndpoint(() -> lease(settings, credentials), settings.repository().ssh().path());
  }

  Lease lease(LinkSettings settings, Credentials credentials) {
    Way way = way(settings, credentials);
    return takeIdle(way)
        .map(connection -> new Lease(way, connection, true))
        .orElseGet(() -> new Lease(way, open(way, settings, credentials), false));
  }

  private static Way way(LinkSettings settings, Credentials credentials) {
    return new Way(
        SshServer.of(settings.repository().ssh()),
        key(credentials),
        settings.connection().bastion(),
        credentials.bastion(),
        settings.connection().hostKeys());
  }

  private static SshKey key(Credentials credentials) {
    if (credentials.login() instanceof SshKey key) {
      return key;
    }
    throw new NeedsUser(
        "GIT-015",
        "The repository's address is one of SSH, and the credentials are no private key.",
        "Set a private key with PUT /api/v1/git-sync/credentials, or use the https address.");
  }

  private SshConnection open(Way way, LinkSettings settings, Credentials credentials) {
    try {
      return connect(way, settings, credentials);
    } catch (TryLater e) {
      if (settings.connection().bastion().isEmpty() || !bastions.drop(settings, credentials)) {
        throw e;
      }
      return connect(way, settings, credentials);
    }
  }

  private SshConnection connect(Way way, LinkSettings settings, Credentials credentials) {
    InetSocketAddress address = address(way.server(), settings, credentials);
    var check = new HostKeyCheck(way.hostKeys(), Mode.STRICT);
    return SshConnection.open(way.server(), address, check, SshKeys.read(way.key()));
  }

  private InetSocketAddress address(
      SshServer server, LinkSettings settings, Credentials credentials) {
    return settings.connection().bastion().isPresent()
        ? bastions.through(settings, credentials, server.host(), server.port())
        : server.address(guard);
  }

  private synchronized Optional<SshConnection> takeIdle(Way way) {
    discard(it -> !it.isUsable());
    Optional<Idle> found = idle.stream().filter(it -> it.way().equals(way)).findFirst();
    found.ifPresent(idle::remove);
    return found.map(Idle::connection);
  }

  private synchronized void discard(Predicate<Idle> which) {
    List<Idle> discarded = idle.stream().filter(which).toList();
    idle.removeAll(discarded);
    discarded.forEach(it -> it.connection().close());
  }

  private synchronized void keep(Idle connection) {
    idle.addFirst(connection);
    if (idle.size() > MOST_IDLE) {
      idle.removeLast().connection().close();
    }
  }

  /** The keys of the SSH servers on the way; those that are not known are asked for. */
  public Map<String, HostKey> hostKeys(LinkSettings settings, Credentials credentials) {
    boolean isSsh = settings.repository().kind() == RepositoryUrl.Kind.SSH;
    if (isSsh) {
      // Says that the credentials do not go with the address before anybody is asked.
      key(credentials);
    }
    var check = new HostKeyCheck(settings.connection().hostKeys(), Mode.LEARN);
    bastions.look(settings, check);
    if (isSsh) {
      LinkSettings known = settings.with(settings.connection().with(check.known()));
      SshServer server = SshServer.of(settings.repository().ssh());
      SshConnection.look(server, address(server, known, credentials), check);
    }
    return check.shown();
  }
}
