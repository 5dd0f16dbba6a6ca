package dev.gitsync.adapters.hosts;

import dev.gitsync.flows.port.CodeHost;
import dev.gitsync.testkit.hosts.CodeHostContract;
import dev.gitsync.testkit.hosts.GitHubServer;
import dev.gitsync.testkit.hosts.HostedRepository;
import java.io.IOException;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same with a user's token. */
class GitHubTokenOpenApiTest extends CodeHostContract {

  @RegisterExtension static final OpenApi OPEN_API = new OpenApi("github");

  @Override
  protected CodeHost host(HostedRepository around) throws IOException {
    GitHubServer server = closing(GitHubServer.start(around));
    return new Hosts().gitHub(OPEN_API.before(server.server().api()));
  }
}
