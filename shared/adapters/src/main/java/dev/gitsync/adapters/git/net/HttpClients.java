package dev.gitsync.adapters.git.net;

import dev.gitsync.flows.NeedsUser;
import dev.gitsync.flows.link.Connection;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.port.Credentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.TrustManager;

/**
 * HTTP clients by the way they go and whom they trust. They keep their connections, follow no
 * redirect, and reach only addresses that were checked when the connection is made.
 */
public final class HttpClients {

  private static final Duration TO_CONNECT = Duration.ofSeconds(30);

  static {
    // Branches are polled each minute, and the JDK drops connections after half of that. Routers
    // on the way forget them after six.
    String property = "jdk.httpclient.keepalive.timeout";
    System.setProperty(property, System.getProperty(property, "240"));
  }

  private static final int MOST = 200;

  private final AddressGuard guard;
  private final Detours detours;
  private final Map<Way, Client> clients = new LinkedHashMap<>(16, 0.75f, true);

  /** Clients on the hosts that the guard lets pass. */
  public HttpClients(AddressGuard guard, Detours detours) {
    this.guard = guard;
    this.detours = detours;
  }

  /** What makes clients differ; a relay leads to one host and port. */
  private record Way(
      String host, int port, Connection connection, Optional<Credentials.SshKey> key) {}

  private record Client(HttpClient http, Optional<Relay> relay) {
    void close() {
      http.shutdown();
      relay.ifPresent(Relay::close);
    }
  }

  /** How JGit, which opens connections itself, has to open them. */
  public record Detour(Proxy proxy, Optional<TrustManager[]> trust) {}

  /**
   * A client for an address, by the way that a link goes.
   *
   * @throws NeedsUser when the address must not be asked, or the bastion does not let through
   */
  public HttpClient client(URI address, LinkSettings settings, Credentials credentials) {
    return find(address, settings, credentials).http();
  }

  /** The same way for another HTTP library. */
  public Detour detour(URI address, LinkSettings settings, Credentials credentials) {
    Optional<Relay> relay = find(address, settings, credentials).relay();
    return new Detour(
        relay.map(it -> new Proxy(Proxy.Type.HTTP, it.address())).orElse(Proxy.NO_PROXY),
        settings.connection().certificates().map(Certificates::trust));
  }

  private Client find(URI address, LinkSettings settings, Credentials credentials) {
    check(address, settings.connection());
    boolean isDirect =
        settings.connection().bastion().isEmpty() && guard.isAllowed(address.getHost());
    Way way =
        isDirect
            ? new Way("", 0, trustOnly(settings.connection()), Optional.empty())
            : new Way(
                address.getHost(), port(address), settings.connection(), credentials.bastion());
    if (settings.connection().bastion().isPresent()) {
      // Says here, where somebody listens, what is wrong with the bastion.
      detours.through(settings, credentials, way.host(), way.port());
    }
    return keep(
        way, isDirect ? Optional.empty() : Optional.of(() -> open(way, settings, credentials)));
  }

  /**
   * Lets an address pass, as {@link AddressGuard#check}. Whatever lies behind a bastion may be
   * reached, if its certificate proves that it is it.
   */
  public void check(URI address, Connection connection) {
    if (connection.bastion().isEmpty()) {
      guard.check(address);
    } else if (!"https".equals(address.getScheme())) {
      throw new NeedsUser(
          "GIT-008",
          "The repository's address does not begin with https.",
          "Use the https or ssh address; through a bastion there is no other.");
    }
  }

  private static Connection trustOnly(Connection connection) {
    return new Connection(Optional.empty(), connection.certificates(), Map.of());
  }

  private static int port(URI address) {
    return address.getPort() < 0 ? 443 : address.getPort();
  }

  private synchronized Client keep(Way way, Optional<Relay.Opener> opener) {
    Client known = clients.get(way);
    if (known != null) {
      return known;
    }
    Optional<Relay> relay = opener.map(it -> Relay.start(way.host(), way.port(), it));
    var client = new Client(http(way, relay), relay);
    clients.put(way, client);
    if (clients.size() > MOST) {
      var eldest = clients.values().iterator();
      eldest.next().close();
      eldest.remove();
    }
    return client;
  }

  private static HttpClient http(Way way, Optional<Relay> relay) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(
                relay.map(it -> ProxySelector.of(it.address())).orElse(HttpClient.Builder.NO_PROXY))
            .connectTimeout(TO_CONNECT);
    way.connection().certificates().map(Certificates::context).ifPresent(builder::sslContext);
    return builder.build();
  }

  private Socket open(Way way, LinkSettings settings, Credentials credentials) throws IOException {
    if (way.connection().bastion().isPresent()) {
      return connect(List.of(detours.through(settings, credentials, way.host(), way.port())));
    }
    List<InetAddress> checked = guard.resolve(way.host());
    return connect(
        checked.stream().map(address -> new InetSocketAddress(address, way.port())).toList());
  }

  /** To the first address that answers. */
  private static Socket connect(List<InetSocketAddress> addresses) throws IOException {
    IOException failure = new IOException("No address.");
    for (InetSocketAddress address : addresses) {
      var socket = new Socket();
      try {
        socket.connect(address, (int) TO_CONNECT.toMillis());
        return socket;
      } catch (IOException e) {
        socket.close();
        failure = e;
      }
    }
    throw failure;
  }
}
