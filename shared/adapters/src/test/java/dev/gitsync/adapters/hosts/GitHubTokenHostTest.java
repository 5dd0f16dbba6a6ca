package dev.gitsync.adapters.hosts;

import dev.gitsync.flows.port.CodeHost;
import dev.gitsync.testkit.hosts.CodeHostContract;
import dev.gitsync.testkit.hosts.GitHubServer;
import dev.gitsync.testkit.hosts.HostedRepository;
import java.io.IOException;

/** GitHub with a user's token, which shows checks as commit statuses. */
class GitHubTokenHostTest extends CodeHostContract {

  @Override
  protected CodeHost host(HostedRepository around) throws IOException {
    GitHubServer server = closing(GitHubServer.start(around));
    return new Hosts().gitHub(server.server().api());
  }
}
