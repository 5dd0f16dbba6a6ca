package dev.gitsync.adapters.hosts;

import dev.gitsync.flows.port.CodeHost;
import dev.gitsync.testkit.hosts.CodeHostContract;
import dev.gitsync.testkit.hosts.GiteaServer;
import dev.gitsync.testkit.hosts.HostedRepository;
import java.io.IOException;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is said between us and Gitea's stand-in is what Gitea's document allows. */
class GiteaOpenApiTest extends CodeHostContract {

  @RegisterExtension static final OpenApi OPEN_API = new OpenApi("gitea");

  @Override
  protected CodeHost host(HostedRepository around) throws IOException {
    GiteaServer server = closing(GiteaServer.start(around));
    return new Hosts().gitea(OPEN_API.before(server.server().api()));
  }
}
