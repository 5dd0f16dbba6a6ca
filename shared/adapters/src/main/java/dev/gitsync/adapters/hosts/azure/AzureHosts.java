package dev.gitsync.adapters.hosts.azure;

import dev.gitsync.adapters.git.wire.Authorization;
import dev.gitsync.adapters.hosts.ApiLogin;
import dev.gitsync.adapters.hosts.ComposedHost;
import dev.gitsync.adapters.hosts.OneComment;
import dev.gitsync.adapters.hosts.rest.Dialect;
import dev.gitsync.adapters.hosts.rest.RestClients;
import dev.gitsync.flows.link.HostKind;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.port.CodeHost;
import dev.gitsync.flows.port.CodeHosts;
import dev.gitsync.flows.port.Credentials;
import java.util.Map;
import java.util.Optional;

/** Repositories on Azure DevOps Services, and on Azure DevOps Server from 2022 on. */
public record AzureHosts(RestClients clients) implements CodeHosts {

  /** Without the header, a token that is not good leads to a page for people to log in. */
  static final Dialect DIALECT =
      new Dialect("Azure DevOps", Map.of("X-TFS-FedAuthRedirect", "Suppress"));

  @Override
  public Optional<CodeHost> open(LinkSettings settings, Credentials credentials) {
    return AzurePlace.of(settings).map(it -> open(it, settings, credentials));
  }

  private CodeHost open(AzurePlace place, LinkSettings settings, Credentials credentials) {
    String token = ApiLogin.token(HostKind.AZURE_DEVOPS, credentials).token();
    var client =
        clients.open(
            DIALECT, place.collection(), Authorization.basic("", token), settings, credentials);
    return new ComposedHost(
        new AzurePulls(client, place),
        new AzureStatuses(client, place),
        new OneComment(it -> new AzureThreads(client, place.threads(it)), AzureThreads.LONGEST),
        (address, secret) -> AzureSubscriptions.of(client, place).register(address, secret),
        place::page);
  }
}
