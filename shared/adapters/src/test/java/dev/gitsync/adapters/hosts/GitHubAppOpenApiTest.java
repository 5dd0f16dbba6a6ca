package dev.gitsync.adapters.hosts;

import dev.gitsync.flows.port.CodeHost;
import dev.gitsync.testkit.SshKey;
import dev.gitsync.testkit.hosts.CodeHostContract;
import dev.gitsync.testkit.hosts.GitHubServer;
import dev.gitsync.testkit.hosts.HostedRepository;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is said between us, as an App, and GitHub's stand-in is what GitHub's document allows. */
class GitHubAppOpenApiTest extends CodeHostContract {

  @RegisterExtension static final OpenApi OPEN_API = new OpenApi("github");

  private static SshKey key;

  @BeforeAll
  static void makeKey() throws IOException {
    key = Hosts.appKey();
  }

  @Override
  protected CodeHost host(HostedRepository around) throws IOException {
    GitHubServer server = closing(GitHubServer.start(around));
    return new Hosts().gitHubApp(OPEN_API.before(server.server().api()), key);
  }

  @Override
  protected boolean showsAnnotations() {
    return true;
  }
}
