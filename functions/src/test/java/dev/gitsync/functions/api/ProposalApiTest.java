package dev.gitsync.functions.api;

import static dev.gitsync.functions.api.ApiWorld.json;
import static dev.gitsync.testkit.Fixtures.model;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.flows.link.Proposal;
import dev.gitsync.flows.link.Proposal.Opened;
import dev.gitsync.flows.link.Proposal.Standing;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProposalApiTest {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  private final ApiWorld world = new ApiWorld();

  private Proposal planned() {
    world.deliverAll();
    world.accept(model("orders", "SELECT 1"));
    var base = world.link().state().lastRead().orElseThrow();
    return Proposal.planned("gitsync/acme/0123abcd", base, NOON);
  }

  private void propose(Standing standing) {
    var opened = new Opened(12, "https://git.example/pulls/12");
    world.propose(planned().seen(opened, standing, "", NOON));
  }

  private static Mapping shown(String state) {
    return (Mapping)
        json(
            """
            {'branch':'gitsync/acme/0123abcd','number':12,'url':'https://git.example/pulls/12',
             'state':'%s','changes':1}"""
                .formatted(state));
  }

  @Test
  void showsWhereChangesWait() {
    propose(Standing.OPEN);
    Mapping status = world.call(200, "GET", "git-sync/status", "");
    assertThat(status.text("health")).contains("waiting");
    assertThat(status.get("proposal")).contains(shown("open"));
    assertThat(world.call(200, "GET", "git-sync/proposal", "")).isEqualTo(shown("open"));
  }

  @Test
  void hasAnotherPullRequestOpenedInPlaceOfAClosedOne() {
    propose(Standing.CLOSED);
    assertThat(world.call(202, "POST", "git-sync/proposal", "")).isEqualTo(shown("abandoned"));
    assertThat(world.link().state().proposal().map(Proposal::standing))
        .contains(Standing.ABANDONED);
    assertThat(world.hints).containsExactly("outbound");
  }

  @Test
  void hasNothingToRenewWhereNothingIsProposed() {
    world.call(404, "GET", "git-sync/proposal", "");
    world.call(404, "POST", "git-sync/proposal", "");
    world.propose(planned());
    world.call(409, "POST", "git-sync/proposal", "");
    assertThat(world.hints).isEmpty();
  }
}
