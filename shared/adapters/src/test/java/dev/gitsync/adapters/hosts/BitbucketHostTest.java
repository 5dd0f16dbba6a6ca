package dev.gitsync.adapters.hosts;

import dev.gitsync.flows.port.CodeHost;
import dev.gitsync.testkit.hosts.BitbucketCloudServer;
import dev.gitsync.testkit.hosts.HostedRepository;
import java.io.IOException;

/** Bitbucket Cloud, with a user's token. */
class BitbucketHostTest extends BitbucketContract {

  @Override
  protected CodeHost host(HostedRepository around) throws IOException {
    BitbucketCloudServer server = closing(BitbucketCloudServer.start(around));
    return new Hosts().bitbucket(server.server().api());
  }
}
