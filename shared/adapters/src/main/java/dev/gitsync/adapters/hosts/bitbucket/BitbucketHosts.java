package dev.gitsync.adapters.hosts.bitbucket;

import dev.gitsync.adapters.hosts.ApiLogin;
import dev.gitsync.adapters.hosts.rest.Dialect;
import dev.gitsync.adapters.hosts.rest.Fields;
import dev.gitsync.adapters.hosts.rest.RestClients;
import dev.gitsync.flows.link.HostKind;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.port.CodeHost;
import dev.gitsync.flows.port.CodeHosts;
import dev.gitsync.flows.port.Credentials;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Repositories on Bitbucket Cloud. */
public record BitbucketHosts(RestClients clients) implements CodeHosts {

  static final Dialect DIALECT =
      new Dialect("Bitbucket", Map.of(), BitbucketRight::accepted, BitbucketHosts::words);

  private static final URI API = URI.create("https://api.bitbucket.org/2.0");

  @Override
  public Optional<CodeHost> open(LinkSettings settings, Credentials credentials) {
    var login = new BitbucketLogin(ApiLogin.token(HostKind.BITBUCKET, credentials));
    var client =
        clients.open(
            DIALECT,
            settings.hosting().api().orElse(API),
            login.authorization(),
            settings,
            credentials);
    return Optional.of(new BitbucketHost(client, settings.repository().place().path(), login));
  }

  private static Optional<String> words(Fields json) {
    return json.find("error").flatMap(error -> error.findText("message"));
  }
}
