package dev.gitsync.adapters.hosts;

import dev.gitsync.flows.port.CodeHost;
import dev.gitsync.testkit.hosts.BitbucketCloudServer;
import dev.gitsync.testkit.hosts.HostedRepository;
import java.io.IOException;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is said between us and Bitbucket Cloud's stand-in is what its document allows. */
class BitbucketOpenApiTest extends BitbucketContract {

  @RegisterExtension static final OpenApi OPEN_API = new OpenApi("bitbucket");

  @Override
  protected CodeHost host(HostedRepository around) throws IOException {
    BitbucketCloudServer server = closing(BitbucketCloudServer.start(around));
    return new Hosts().bitbucket(OPEN_API.before(server.server().api()));
  }
}
