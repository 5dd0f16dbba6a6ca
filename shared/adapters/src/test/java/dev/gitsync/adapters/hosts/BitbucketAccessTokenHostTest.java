package dev.gitsync.adapters.hosts;

import dev.gitsync.flows.port.CodeHost;
import dev.gitsync.testkit.hosts.BitbucketCloudServer;
import dev.gitsync.testkit.hosts.HostedRepository;
import java.io.IOException;

/** Bitbucket Cloud, with a token that is the repository's own. */
class BitbucketAccessTokenHostTest extends BitbucketContract {

  @Override
  protected CodeHost host(HostedRepository around) throws IOException {
    BitbucketCloudServer server = closing(BitbucketCloudServer.start(around));
    return new Hosts().bitbucketByAccessToken(server.server().api());
  }
}
