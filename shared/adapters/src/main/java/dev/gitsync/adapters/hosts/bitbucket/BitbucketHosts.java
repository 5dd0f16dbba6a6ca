package dev.gitsync.adapters.hosts.bitbucket;

import dev.gitsync.adapters.hosts.ApiLogin;
import dev.gitsync.adapters.hosts.ComposedHost;
import dev.gitsync.adapters.hosts.rest.Dialect;
import dev.gitsync.adapters.hosts.rest.Fields;
import dev.gitsync.adapters.hosts.rest.RestCall;
import dev.gitsync.adapters.hosts.rest.RestClient;
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
    return Optional.of(host(client, settings.repository().place().path(), login));
  }

  /**
   * A repository.
   *
   * @param name with its workspace: {@code acme/models}
   */
  private static CodeHost host(RestClient client, String name, BitbucketLogin login) {
    var pulls = new BitbucketPulls(client, name);
    String page = "https://bitbucket.org/" + name;
    return new ComposedHost(
        pulls,
        new BitbucketChecks(client, name),
        BitbucketMarkdown.comments(it -> new BitbucketComments(client, pulls.path(it), login)),
        new BitbucketHooks(client, "/repositories/" + name),
        (commit, file) -> URI.create(page + "/src/" + commit + "/" + RestCall.encode(file)));
  }

  private static Optional<String> words(Fields json) {
    return json.find("error").flatMap(error -> error.findText("message"));
  }
}
