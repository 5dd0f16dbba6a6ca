package dev.gitsync.adapters.hosts.bitbucketserver;

import dev.gitsync.adapters.hosts.ApiLogin;
import dev.gitsync.adapters.hosts.ComposedHost;
import dev.gitsync.adapters.hosts.bitbucket.BitbucketLogin;
import dev.gitsync.adapters.hosts.bitbucket.BitbucketMarkdown;
import dev.gitsync.adapters.hosts.rest.Dialect;
import dev.gitsync.adapters.hosts.rest.Fields;
import dev.gitsync.adapters.hosts.rest.RestClients;
import dev.gitsync.flows.link.HostKind;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.port.CodeHost;
import dev.gitsync.flows.port.CodeHosts;
import dev.gitsync.flows.port.Credentials;
import java.util.Map;
import java.util.Optional;

/** Repositories on Bitbucket Data Center, from 8.0 on. */
public record BitbucketServerHosts(RestClients clients) implements CodeHosts {

  /** In each answer to somebody whom the server knows. */
  static final String US = "X-AUSERID";

  static final Dialect DIALECT =
      new Dialect(
          "Bitbucket Data Center",
          // Without it, requests that look like a browser's are refused.
          Map.of("X-Atlassian-Token", "no-check"),
          none -> Optional.empty(),
          BitbucketServerHosts::words,
          headers -> headers.firstValue(US).isPresent());

  @Override
  public Optional<CodeHost> open(LinkSettings settings, Credentials credentials) {
    return BitbucketServerPlace.of(settings).map(it -> open(it, settings, credentials));
  }

  private CodeHost open(
      BitbucketServerPlace place, LinkSettings settings, Credentials credentials) {
    var login = new BitbucketLogin(ApiLogin.token(HostKind.BITBUCKET_SERVER, credentials));
    var client = clients.open(DIALECT, place.api(), login.authorization(), settings, credentials);
    var pulls = new BitbucketServerPulls(client, place);
    return new ComposedHost(
        pulls,
        new BitbucketServerChecks(client, place),
        BitbucketMarkdown.comments(it -> new BitbucketServerComments(client, pulls.path(it))),
        new BitbucketServerHooks(client, place.repository()),
        place::page);
  }

  private static Optional<String> words(Fields json) {
    return json.items("errors").stream().findFirst().flatMap(it -> it.findText("message"));
  }
}
