package dev.gitsync.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.adapters.git.EngineRemotes;
import dev.gitsync.adapters.git.net.AddressGuard;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.GitRemote;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PollHostsTest {

  @Test
  void answersTheEngineLikeAGitServer() {
    try (var hosts = new PollHosts(1, 1, Duration.ofMillis(5), 0)) {
      for (String host : hosts.addresses()) {
        assertThat(tip(host)).isEqualTo(new GitRemote.At(PollHosts.TIP));
      }
      assertThat(hosts.requests()).isEqualTo(4);
    }
  }

  private static GitRemote.Tip tip(String host) {
    var settings =
        new LinkSettings(
            new RepositoryUrl(host + "/any.git"), "main", "", LinkSettings.Mode.RUNNING);
    var remotes = new EngineRemotes(new AddressGuard(Set.of("127.0.0.1")), InstantSource.system());
    try (GitRemote remote =
        remotes.open(
            settings,
            new LinkLayout(new WorkspaceId("acme"), ""),
            Credentials.token("sync", "any"))) {
      return remote.tip();
    }
  }
}
