package dev.gitsync.flows;

import static dev.gitsync.testkit.Fixtures.ACME;
import static dev.gitsync.testkit.Fixtures.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.ConnectionTest.Fails;
import dev.gitsync.flows.ConnectionTest.Result;
import dev.gitsync.flows.ConnectionTest.Works;
import dev.gitsync.flows.link.HostSettings;
import dev.gitsync.flows.link.HostSettings.Checks;
import dev.gitsync.flows.link.HostSettings.Delivery;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.port.CodeHosts;
import dev.gitsync.flows.port.CredentialStore;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.testkit.Fixtures;
import dev.gitsync.testkit.InMemoryGit;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectionTestTest {

  private final InMemoryGit git = new InMemoryGit();

  private Result test(Delivery delivery, CodeHosts hosts) {
    git.commit(ADA, "Start\n", Map.of("README.md", "Acme"));
    var hosting = new HostSettings(Optional.empty(), Optional.empty(), delivery, Checks.ON);
    LinkSettings settings = Fixtures.link().settings().with(hosting);
    return new ConnectionTest(new Branch(git, new OneToken(), hosts)).run(ACME, settings);
  }

  @Test
  void asksTheHostOnlyWhereCommitsGoByPullRequest() {
    CodeHosts refusing =
        (settings, credentials) -> {
          throw new NeedsUser("HOST-009", "no token", "Set one.");
        };
    assertThat(test(Delivery.PUSH, refusing)).isInstanceOf(Works.class);
    assertThat(test(Delivery.PULL_REQUEST, refusing))
        .isEqualTo(new Fails("HOST-009", "no token", "Set one."));
    assertThat(test(Delivery.PULL_REQUEST, new PullRequests(git))).isInstanceOf(Works.class);
  }

  @Test
  void failsWhereNobodyKnowsWhichServiceHasTheRepository() {
    assertThat(test(Delivery.PULL_REQUEST, CodeHosts.NONE))
        .isInstanceOfSatisfying(Fails.class, it -> assertThat(it.code()).isEqualTo("PR-002"));
  }

  private static final class OneToken implements CredentialStore {
    @Override
    public Optional<Credentials> find(WorkspaceId workspace) {
      return Optional.of(Credentials.token("sync", "token"));
    }

    @Override
    public void put(WorkspaceId workspace, Credentials ignored) {}
  }
}
