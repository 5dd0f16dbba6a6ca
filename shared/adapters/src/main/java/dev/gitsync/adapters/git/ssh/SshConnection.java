package dev.gitsync.adapters.git.ssh;

import dev.gitsync.flows.NeedsUser;
import dev.gitsync.flows.TryLater;
import dev.gitsync.flows.link.HostKey;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.ClientSession.ClientSessionEvent;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.core.CoreModuleProperties;
import org.jspecify.annotations.Nullable;

/**
 * A connection to one SSH server that has proved who it is. Knows nothing of this machine's own SSH
 * configuration, keys or agents.
 */
final class SshConnection implements AutoCloseable {

  private static final Duration TO_CONNECT = Duration.ofSeconds(30);

  private final SshClient client;
  private final ClientSession session;
  private final Map<SshdSocketAddress, InetSocketAddress> forwards = new HashMap<>();

  private SshConnection(SshClient client, ClientSession session) {
    this.client = client;
    this.session = session;
  }

  /**
   * Connects and logs in.
   *
   * @param address where the server is, which need not be what its name resolves to
   * @throws NeedsUser when the server is not the one that is known, or does not accept the key
   * @throws TryLater when it cannot be reached
   */
  static SshConnection open(
      SshServer server, InetSocketAddress address, HostKeyCheck check, KeyPair identity) {
    SshConnection connection = connect(server, address, check);
    try {
      connection.session.addPublicKeyIdentity(identity);
      connection.session.auth().verify(TO_CONNECT);
      return connection;
    } catch (IOException e) {
      connection.close();
      if (isRefusal(e)) {
        throw new NeedsUser(
            "GIT-005",
            "SSH server %s does not accept the key for user \"%s\"."
                .formatted(server.place(), server.user()),
            "Add the public key there, or set another one with"
                + " PUT /api/v1/git-sync/credentials.",
            e);
      }
      throw unreachable(server, e);
    }
  }

  /** Has a server show its key, and goes no further. */
  static void look(SshServer server, InetSocketAddress address, HostKeyCheck check) {
    connect(server, address, check).close();
  }

  private static SshConnection connect(
      SshServer server, InetSocketAddress address, HostKeyCheck check) {
    SshClient client = client(server, check);
    client.start();
    try {
      ClientSession session =
          client.connect(server.user(), address, null, null).verify(TO_CONNECT).getSession();
      var events =
          session.waitFor(
              EnumSet.of(ClientSessionEvent.WAIT_AUTH, ClientSessionEvent.CLOSED), TO_CONNECT);
      if (events.contains(ClientSessionEvent.WAIT_AUTH)
          && !events.contains(ClientSessionEvent.CLOSED)) {
        return new SshConnection(client, session);
      }
      client.stop();
      if (events.contains(ClientSessionEvent.TIMEOUT) || !check.refuses(server.place())) {
        throw unreachable(server, new IOException("No key exchange."));
      }
      throw check.refusal(server.place());
    } catch (IOException e) {
      client.stop();
      throw unreachable(server, e);
    }
  }

  private static SshClient client(SshServer server, HostKeyCheck check) {
    JdkEdDsa.install();
    SshClient client = SshClient.setUpDefaultClient();
    client.setIoServiceFactoryFactory(SshThreads.shared());
    client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
    client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    client.setServerKeyVerifier(
        (session, remote, key) -> check.accept(server.place(), hostKey(key)));
    List<NamedFactory<Signature>> signatures = client.getSignatureFactories();
    client.setUserAuthFactories(List.of(new UserAuthPublicKeyFactory(signatures)));
    client.setSignatureFactories(check.restrict(server.place(), signatures));
    client.addSessionListener(new Negotiation(server.place(), check));
    CoreModuleProperties.TCP_NODELAY.set(client, true);
    return client;
  }

  /** Notices a server that has no host key of the type that is known. */
  private record Negotiation(String place, HostKeyCheck check) implements SessionListener {
    @Override
    public void sessionNegotiationEnd(
        Session session,
        Map<KexProposalOption, String> ours,
        Map<KexProposalOption, String> theirs,
        Map<KexProposalOption, String> agreed,
        @Nullable Throwable failure) {
      if (failure != null && agreed.get(KexProposalOption.SERVERKEYS) == null) {
        check.refuse(place);
      }
    }
  }

  private static HostKey hostKey(PublicKey key) {
    return HostKey.parse(PublicKeyEntry.toString(key)).orElseThrow();
  }

  private static boolean isRefusal(IOException e) {
    return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("authentication");
  }

  private static TryLater unreachable(SshServer server, IOException cause) {
    return new TryLater(
        "GIT-010", "SSH server %s cannot be reached.".formatted(server.place()), cause);
  }

  boolean isOpen() {
    return session.isOpen() && session.isAuthenticated();
  }

  /** Starts a program there. */
  ChannelExec exec(String command, Map<String, String> environment, OutputStream errors)
      throws IOException {
    ChannelExec channel = session.createExecChannel(command);
    environment.forEach(channel::setEnv);
    channel.setErr(errors);
    channel.open().verify(TO_CONNECT);
    return channel;
  }

  /** An address on loopback that leads to a host and port as this server sees them. */
  synchronized InetSocketAddress forward(String host, int port) {
    return forwards.computeIfAbsent(new SshdSocketAddress(host, port), this::forward);
  }

  private InetSocketAddress forward(SshdSocketAddress target) {
    try {
      return session
          .startLocalPortForwarding(new SshdSocketAddress("127.0.0.1", 0), target)
          .toInetSocketAddress();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    client.stop();
  }
}
