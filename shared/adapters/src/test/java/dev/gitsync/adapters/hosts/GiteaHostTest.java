package dev.gitsync.adapters.hosts;

import dev.gitsync.flows.port.CodeHost;
import dev.gitsync.testkit.hosts.CodeHostContract;
import dev.gitsync.testkit.hosts.GiteaServer;
import dev.gitsync.testkit.hosts.HostedRepository;
import java.io.IOException;

/** Gitea. */
class GiteaHostTest extends CodeHostContract {

  @Override
  protected CodeHost host(HostedRepository around) throws IOException {
    GiteaServer server = closing(GiteaServer.start(around));
    return new Hosts().gitea(server.server().api());
  }
}
