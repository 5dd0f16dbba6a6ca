package dev.gitsync.adapters.hosts;

import dev.gitsync.flows.port.CodeHost;
import dev.gitsync.testkit.hosts.BitbucketDataCenterServer;
import dev.gitsync.testkit.hosts.HostedRepository;
import java.io.IOException;

/** Bitbucket Data Center. */
class BitbucketServerHostTest extends BitbucketContract {

  @Override
  protected CodeHost host(HostedRepository around) throws IOException {
    BitbucketDataCenterServer server = closing(BitbucketDataCenterServer.start(around));
    return new Hosts().bitbucketServer(server.server().api());
  }
}
