package dev.gitsync.adapters.hosts;

import dev.gitsync.adapters.git.AppTokens;
import dev.gitsync.adapters.git.net.AddressGuard;
import dev.gitsync.adapters.git.net.HttpClients;
import dev.gitsync.adapters.git.ssh.Bastions;
import dev.gitsync.adapters.hosts.bitbucket.BitbucketHosts;
import dev.gitsync.adapters.hosts.bitbucketserver.BitbucketServerHosts;
import dev.gitsync.adapters.hosts.gitea.GiteaHosts;
import dev.gitsync.adapters.hosts.github.GitHubHosts;
import dev.gitsync.adapters.hosts.rest.Pace;
import dev.gitsync.adapters.hosts.rest.RestClients;
import dev.gitsync.flows.link.HostKind;
import dev.gitsync.flows.link.HostSettings;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.CodeHost;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.testkit.SshKey;
import dev.gitsync.testkit.hosts.BitbucketCloudServer;
import dev.gitsync.testkit.hosts.BitbucketDataCenterServer;
import dev.gitsync.testkit.hosts.GitHubServer;
import dev.gitsync.testkit.hosts.GiteaServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Hosts as tests open them: on loopback, and with a clock on which waiting takes no time. */
final class Hosts {

  private final List<Duration> waits = new ArrayList<>();
  private final HostsByKind hosts;

  Hosts() {
    var guard = new AddressGuard(Set.of("localhost", "127.0.0.1"));
    var http = new HttpClients(guard, new Bastions(guard));
    var clients = new RestClients(http, new Pace(InstantSource.system(), waits::add));
    hosts =
        new HostsByKind(
            Map.of(
                HostKind.GITHUB,
                new GitHubHosts(clients, new AppTokens(http, InstantSource.system())),
                HostKind.GITEA,
                new GiteaHosts(clients),
                HostKind.BITBUCKET,
                new BitbucketHosts(clients),
                HostKind.BITBUCKET_SERVER,
                new BitbucketServerHosts(clients)));
  }

  /** How long was waited so far. */
  List<Duration> waits() {
    return List.copyOf(waits);
  }

  CodeHost gitHub(URI api) {
    return open(HostKind.GITHUB, api, token(GitHubServer.TOKEN));
  }

  CodeHost gitHubApp(URI api, SshKey key) {
    var app =
        new Credentials.GitHubApp(GitHubServer.APP, GitHubServer.INSTALLATION, key.privateKey());
    return open(HostKind.GITHUB, api, new Credentials(app));
  }

  CodeHost gitea(URI api) {
    return open(HostKind.GITEA, api, token(GiteaServer.TOKEN));
  }

  CodeHost bitbucket(URI api) {
    return open(HostKind.BITBUCKET, api, token(BitbucketCloudServer.TOKEN));
  }

  CodeHost bitbucketByAccessToken(URI api) {
    var login = new Credentials.Token("x-token-auth", BitbucketCloudServer.ACCESS_TOKEN);
    return open(HostKind.BITBUCKET, api, new Credentials(login));
  }

  CodeHost bitbucketServer(URI api) {
    var login = new Credentials.Token("x-token-auth", BitbucketDataCenterServer.TOKEN);
    return open(HostKind.BITBUCKET_SERVER, api, new Credentials(login));
  }

  CodeHost open(HostKind kind, URI api, Credentials credentials) {
    var hosting =
        new HostSettings(
            Optional.of(kind),
            Optional.of(api),
            HostSettings.Delivery.PUSH,
            HostSettings.Checks.ON);
    var url = new RepositoryUrl("http://localhost/acme/models.git");
    var settings = new LinkSettings(url, "main", "", LinkSettings.Mode.RUNNING).with(hosting);
    return hosts.open(settings, credentials).orElseThrow();
  }

  /** An API token beside what Git uses. */
  static Credentials token(String token) {
    var login = new Credentials.SshKey("not used", Optional.empty());
    return new Credentials(
        login, Optional.empty(), Optional.of(new Credentials.Token("sync", token)));
  }

  static SshKey appKey() throws IOException {
    return SshKey.make(SshKey.Type.RSA, SshKey.Format.PEM, "");
  }
}
