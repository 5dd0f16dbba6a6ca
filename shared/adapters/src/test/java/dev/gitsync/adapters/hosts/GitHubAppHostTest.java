package dev.gitsync.adapters.hosts;

import dev.gitsync.flows.port.CodeHost;
import dev.gitsync.testkit.SshKey;
import dev.gitsync.testkit.hosts.CodeHostContract;
import dev.gitsync.testkit.hosts.GitHubServer;
import dev.gitsync.testkit.hosts.HostedRepository;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;

/** GitHub with an App, which shows checks as check runs. */
class GitHubAppHostTest extends CodeHostContract {

  private static SshKey key;

  @BeforeAll
  static void makeKey() throws IOException {
    key = Hosts.appKey();
  }

  @Override
  protected CodeHost host(HostedRepository around) throws IOException {
    GitHubServer server = closing(GitHubServer.start(around));
    return new Hosts().gitHubApp(server.server().api(), key);
  }

  @Override
  protected boolean showsAnnotations() {
    return true;
  }
}
