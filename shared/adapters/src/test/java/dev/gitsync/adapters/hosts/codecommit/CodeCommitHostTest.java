package dev.gitsync.adapters.hosts.codecommit;

import dev.gitsync.adapters.codecommit.CodeCommitFixture;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.CodeHost;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.testkit.CodeCommitServer;
import dev.gitsync.testkit.hosts.CodeHostContract;
import dev.gitsync.testkit.hosts.HostedRepository;
import java.io.IOException;
import java.util.Set;

/** AWS CodeCommit. */
class CodeCommitHostTest extends CodeHostContract {

  @Override
  protected CodeHost host(HostedRepository around) throws IOException {
    return open(closing(CodeCommitServer.around(around)), "codecommit::eu-west-1://acme");
  }

  @Override
  protected Set<Feature> lacks() {
    return Set.of(Feature.CHECKS, Feature.FORKS, Feature.WEBHOOKS);
  }

  static CodeHost open(CodeCommitServer server, String address) {
    var settings =
        new LinkSettings(new RepositoryUrl(address), "main", "", LinkSettings.Mode.RUNNING);
    return new CodeCommitHosts(CodeCommitFixture.clients(server.endpoint()))
        .open(settings, new Credentials(new Credentials.AwsRole()))
        .orElseThrow();
  }
}
