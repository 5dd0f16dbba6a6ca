package dev.gitsync.adapters.git;

import dev.gitsync.adapters.git.net.HttpClients;
import dev.gitsync.adapters.git.net.HttpClients.Detour;
import dev.gitsync.adapters.git.wire.Authorization;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.port.Credentials;
import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnectionFactory;

/**
 * JGit over HTTPS, by the same ways as the engine. Sends the credentials with the first request.
 * Follows no redirects, so that they go to no other host.
 */
record JGitHttpWay(
    HttpClients clients, LinkSettings settings, Credentials credentials, Authorization login)
    implements JGitWay {

  @Override
  public Transport open(Repository repository) throws IOException {
    URI uri = settings.repository().uri();
    Detour detour = clients.detour(uri, settings, credentials);
    var transport = (TransportHttp) Transport.open(repository, new URIish(uri.toURL()));
    transport.setAdditionalHeaders(Map.of("Authorization", login.header()));
    transport.setHttpConnectionFactory(new Connections(detour));
    return transport;
  }

  /** Connections by a detour, which see the certificates that the link trusts. */
  private record Connections(Detour detour) implements HttpConnectionFactory {
    @Override
    public HttpConnection create(URL url) throws IOException {
      return create(url, Proxy.NO_PROXY);
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
      HttpConnection connection = new JDKHttpConnectionFactory().create(url, detour.proxy());
      Optional<TrustManager[]> trust = detour.trust();
      if (trust.isPresent()) {
        try {
          connection.configure(null, trust.get(), null);
        } catch (GeneralSecurityException e) {
          throw new IOException(e);
        }
      }
      return connection;
    }
  }
}
