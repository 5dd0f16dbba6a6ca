package dev.gitsync.adapters.hosts;

import dev.gitsync.adapters.codecommit.CodeCommitClients;
import dev.gitsync.adapters.git.AppTokens;
import dev.gitsync.adapters.git.net.AddressGuard;
import dev.gitsync.adapters.git.net.HttpClients;
import dev.gitsync.adapters.git.ssh.Bastions;
import dev.gitsync.adapters.hosts.azure.AzureHosts;
import dev.gitsync.adapters.hosts.bitbucket.BitbucketHosts;
import dev.gitsync.adapters.hosts.bitbucketserver.BitbucketServerHosts;
import dev.gitsync.adapters.hosts.codecommit.CodeCommitHosts;
import dev.gitsync.adapters.hosts.gitea.GiteaHosts;
import dev.gitsync.adapters.hosts.github.GitHubHosts;
import dev.gitsync.adapters.hosts.gitlab.GitLabHosts;
import dev.gitsync.adapters.hosts.rest.Pace;
import dev.gitsync.adapters.hosts.rest.RestClients;
import dev.gitsync.flows.link.HostKind;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.port.CodeHost;
import dev.gitsync.flows.port.CodeHosts;
import dev.gitsync.flows.port.Credentials;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Opens each link's host by what its settings, or its repository's address, say it is. */
public record HostsByKind(Map<HostKind, CodeHosts> hosts) implements CodeHosts {

  public HostsByKind {
    hosts = Map.copyOf(hosts);
  }

  /**
   * All hosts, where the guard lets their APIs pass.
   *
   * @param codeCommit speak to CodeCommit, past the guard
   */
  public static HostsByKind reaching(
      AddressGuard guard, CodeCommitClients codeCommit, InstantSource clock) {
    var http = new HttpClients(guard, new Bastions(guard));
    var clients = new RestClients(http, Pace.real(clock));
    return new HostsByKind(
        Map.ofEntries(
            Map.entry(HostKind.AZURE_DEVOPS, new AzureHosts(clients)),
            Map.entry(HostKind.CODECOMMIT, new CodeCommitHosts(codeCommit)),
            Map.entry(HostKind.GITHUB, new GitHubHosts(clients, new AppTokens(http, clock))),
            Map.entry(HostKind.GITEA, new GiteaHosts(clients)),
            Map.entry(HostKind.GITLAB, new GitLabHosts(clients)),
            Map.entry(HostKind.BITBUCKET, new BitbucketHosts(clients)),
            Map.entry(HostKind.BITBUCKET_SERVER, new BitbucketServerHosts(clients))));
  }

  @Override
  public Optional<CodeHost> open(LinkSettings settings, Credentials credentials) {
    return hosts.getOrDefault(settings.host(), CodeHosts.NONE).open(settings, credentials);
  }
}
