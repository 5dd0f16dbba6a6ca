package dev.gitsync.adapters.hosts.gitlab;

import dev.gitsync.adapters.git.net.AddressGuard;
import dev.gitsync.adapters.git.net.HttpClients;
import dev.gitsync.adapters.git.ssh.Bastions;
import dev.gitsync.adapters.hosts.rest.Pace;
import dev.gitsync.adapters.hosts.rest.RestClients;
import dev.gitsync.flows.link.HostKind;
import dev.gitsync.flows.link.HostSettings;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.CodeHost;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.testkit.hosts.CodeHostContract;
import dev.gitsync.testkit.hosts.GitLabServer;
import dev.gitsync.testkit.hosts.HostedRepository;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** GitLab. */
class GitLabHostTest extends CodeHostContract {

  private Optional<GitLabServer> running = Optional.empty();

  @Override
  protected CodeHost host(HostedRepository around) throws IOException {
    GitLabServer server = GitLabServer.start(around);
    running = Optional.of(server);
    var guard = new AddressGuard(Set.of("localhost", "127.0.0.1"));
    var http = new HttpClients(guard, new Bastions(guard));
    var clients = new RestClients(http, new Pace(InstantSource.system(), it -> {}));
    var hosting =
        new HostSettings(
            Optional.of(HostKind.GITLAB),
            Optional.of(server.server().api()),
            HostSettings.Delivery.PUSH,
            HostSettings.Checks.ON);
    var url = new RepositoryUrl("http://localhost/acme/models.git");
    var settings = new LinkSettings(url, "main", "", LinkSettings.Mode.RUNNING).with(hosting);
    var credentials = Credentials.token("sync", GitLabServer.TOKEN);
    return new GitLabHosts(clients).open(settings, credentials).orElseThrow();
  }

  @AfterEach
  void close() {
    running.ifPresent(GitLabServer::close);
  }
}
