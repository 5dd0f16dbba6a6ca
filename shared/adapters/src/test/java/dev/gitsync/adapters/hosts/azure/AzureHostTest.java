package dev.gitsync.adapters.hosts.azure;

import dev.gitsync.adapters.git.net.AddressGuard;
import dev.gitsync.adapters.git.net.HttpClients;
import dev.gitsync.adapters.git.ssh.Bastions;
import dev.gitsync.adapters.hosts.rest.Pace;
import dev.gitsync.adapters.hosts.rest.RestClients;
import dev.gitsync.flows.link.HostKind;
import dev.gitsync.flows.link.HostSettings;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.CodeHost;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.testkit.hosts.AzureDevOpsServer;
import dev.gitsync.testkit.hosts.CodeHostContract;
import dev.gitsync.testkit.hosts.HostedRepository;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** Azure DevOps. */
class AzureHostTest extends CodeHostContract {

  @Override
  protected CodeHost host(HostedRepository around) throws IOException {
    AzureDevOpsServer server = closing(AzureDevOpsServer.start(around));
    return open(server.server().api());
  }

  static CodeHost open(URI api) {
    var guard = new AddressGuard(Set.of("localhost", "127.0.0.1"));
    var http = new HttpClients(guard, new Bastions(guard));
    var clients = new RestClients(http, new Pace(InstantSource.system(), it -> {}));
    var hosting =
        new HostSettings(
            Optional.of(HostKind.AZURE_DEVOPS),
            Optional.of(api),
            HostSettings.Delivery.PUSH,
            HostSettings.Checks.ON);
    var url = new RepositoryUrl("http://localhost/acme/data/_git/models");
    var settings = new LinkSettings(url, "main", "", LinkSettings.Mode.RUNNING).with(hosting);
    var credentials = Credentials.token("sync", AzureDevOpsServer.TOKEN);
    return new AzureHosts(clients).open(settings, credentials).orElseThrow();
  }
}
