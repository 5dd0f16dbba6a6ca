package dev.gitsync.testkit;

import static dev.gitsync.testkit.Fixtures.ACME;
import static dev.gitsync.testkit.Fixtures.ADA;
import static dev.gitsync.testkit.Fixtures.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.merge.ConflictPolicy;
import dev.gitsync.core.plan.DeletionGuard;
import dev.gitsync.core.plan.DeletionPolicy;
import dev.gitsync.core.plan.Policies;
import dev.gitsync.core.problem.Problem;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.yaml.Position;
import dev.gitsync.flows.link.Failure;
import dev.gitsync.flows.link.HeldDeletions;
import dev.gitsync.flows.link.HeldDeletions.Answer;
import dev.gitsync.flows.link.HostKind;
import dev.gitsync.flows.link.HostSettings;
import dev.gitsync.flows.link.HostSettings.Checks;
import dev.gitsync.flows.link.HostSettings.Delivery;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.LinkState;
import dev.gitsync.flows.link.LinkState.ManifestState;
import dev.gitsync.flows.link.LinkState.RestoreRequest;
import dev.gitsync.flows.link.LinkState.ResyncRequest;
import dev.gitsync.flows.link.PollSlot;
import dev.gitsync.flows.link.Proposal;
import dev.gitsync.flows.link.Proposal.Opened;
import dev.gitsync.flows.link.Proposal.Standing;
import dev.gitsync.flows.link.RepositoryUrl;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the stores of links and the activity log do. */
abstract class LinkStoreContract extends ResourceStoreContract {

  private static final HeldDeletions HELD =
      new HeldDeletions(7, 8, 1L << 40, NOON, Answer.ASKED, Optional.empty());

  @Test
  void keepsALinkAsItIs() {
    Link link = Fixtures.link();
    assertThat(links().find(ACME)).isEmpty();
    assertThat(links().create(link)).contains(link.stored(1));
    assertThat(links().create(link)).isEmpty();
    LinkState state =
        LinkState.INITIAL
            .read(
                COMMIT,
                List.of(
                    new Problem(
                        "YAML-001", new RepoPath("models/a.yaml"), new Position(3, 4), "m", "r")),
                ManifestState.STALE)
            .with("outbound", Optional.of(new Failure("GIT-002", "no", "do", NOON, 3, NOON)))
            .with(new ResyncRequest(BOB, NOON))
            .withRestore(Optional.of(new RestoreRequest(ADA, NOON, COMMIT)))
            .held(NOON)
            .withWebhook(Optional.of(NOON))
            .withOpenConflicts(3)
            .withDeletions(Optional.of(HELD.answered(Answer.APPROVED, ADA)))
            .deliveredOn(Optional.of(new CommitId("%040x".formatted(8))))
            .with(
                Optional.of(
                    new Proposal(
                        "gitsync/acme/0123abcd",
                        COMMIT,
                        Optional.of(new CommitId("%040x".formatted(9))),
                        Optional.of(new Opened(1L << 40, "https://git.example/pulls/12")),
                        Standing.ABANDONED,
                        "sum",
                        NOON)));
    LinkSettings settings =
        link.settings()
            .with(
                new Policies(
                    ConflictPolicy.HOLD, DeletionPolicy.DISABLE, new DeletionGuard(0, 100)))
            .with(
                new HostSettings(
                    Optional.of(HostKind.GITEA),
                    Optional.of(URI.create("https://git.example/api/v1")),
                    Delivery.PULL_REQUEST,
                    Checks.OFF));
    Link next = new Link(ACME, settings, state, 1);
    assertThat(links().advance(next)).contains(next.stored(2));
    assertThat(links().find(ACME)).contains(next.stored(2));
  }

  @Test
  void keepsDeletionsThatNobodyHasSaidAnythingAbout() {
    Link link = links().create(Fixtures.link()).orElseThrow();
    Link next = link.with(link.state().withDeletions(Optional.of(HELD)));
    assertThat(links().advance(next)).contains(next.stored(2));
    assertThat(links().find(ACME)).contains(next.stored(2));
  }

  @Test
  void keepsAProposalWhoseBranchIsYetToBeMade() {
    Link link = links().create(Fixtures.link()).orElseThrow();
    var planned = Proposal.planned("gitsync/acme/0123abcd", COMMIT, NOON);
    Link next = link.with(link.state().with(Optional.of(planned)));
    assertThat(links().advance(next)).contains(next.stored(2));
    assertThat(links().find(ACME)).contains(next.stored(2));
  }

  @Test
  void findsALinkByItsSlotUntilItIsPaused() {
    Link link = links().create(Fixtures.link()).orElseThrow();
    assertThat(polled()).containsExactly(link);

    Link told =
        links().advance(link.with(link.state().withWebhook(Optional.of(NOON)))).orElseThrow();
    assertThat(PollSlot.of(told).orElseThrow().pace()).isEqualTo(PollSlot.Pace.RARELY);
    assertThat(polled()).containsExactly(told);

    LinkSettings paused =
        new LinkSettings(
            link.settings().repository(), link.settings().branch(), "", LinkSettings.Mode.PAUSED);
    assertThat(links().advance(new Link(ACME, paused, told.state(), told.version()))).isPresent();
    assertThat(polled()).isEmpty();
  }

  @Test
  void findsTheLinksOfARepositoryByAnyOfItsAddresses() {
    Link https = links().create(link("acme", "https://git.example/team/data.git")).orElseThrow();
    Link ssh = links().create(link("other", "git@Git.example:team/data")).orElseThrow();
    links().create(link("third", "https://git.example/team/database"));
    RepositoryUrl.Place place = https.settings().repository().place();
    assertThat(links().sharing(place)).containsExactlyInAnyOrder(https, ssh);

    LinkSettings moved = link("acme", "https://git.example/elsewhere").settings();
    assertThat(links().advance(new Link(ACME, moved, https.state(), https.version()))).isPresent();
    assertThat(links().sharing(place)).containsExactly(ssh);
  }

  @Test
  void tellsRepositoriesWithVeryLongAddressesApart() {
    String long1 = "https://git.example/" + "\u00fc".repeat(900);
    Link link = links().create(link("acme", long1 + "/a")).orElseThrow();
    links().create(link("other", long1 + "/b"));
    assertThat(links().sharing(link.settings().repository().place())).containsExactly(link);
  }

  private static Link link(String workspace, String repository) {
    LinkSettings settings =
        new LinkSettings(new RepositoryUrl(repository), "main", "", LinkSettings.Mode.RUNNING);
    return new Link(new WorkspaceId(workspace), settings, LinkState.INITIAL, 0);
  }

  /** The links of all slots; of each slot only those that belong there. */
  private List<Link> polled() {
    var polled = new ArrayList<Link>();
    for (PollSlot slot : PollSlot.all()) {
      links()
          .forEach(
              slot,
              link -> {
                assertThat(PollSlot.of(link)).contains(slot);
                polled.add(link);
              });
    }
    return polled;
  }

  @Test
  void advancesALinkOnlyFromTheVersionThatWasRead() {
    Link link = links().create(Fixtures.link()).orElseThrow();
    assertThat(links().advance(link)).isPresent();
    assertThat(
            links()
                .advance(link.with(LinkState.INITIAL.held(NOON)), List.of(), List.of(entry("1"))))
        .isEmpty();
    assertThat(log().page(ACME, Optional.empty(), 10)).isEmpty();
  }

  @Test
  void takesDeliveredChangesOffTheListWithTheirEntries() {
    Link link = links().create(Fixtures.link()).orElseThrow();
    List<Change> changes = waiting();
    Optional<Link> next = links().advance(link, changes.subList(0, 1), List.of(entry("0001")));
    assertThat(next).isPresent();
    assertThat(waiting()).isEqualTo(changes.subList(1, 2));
    assertThat(log().page(ACME, Optional.empty(), 10)).containsExactly(entry("0001"));
    assertThat(links().advance(next.get(), changes.subList(0, 1), List.of(entry("0002"))))
        .isEmpty();
  }

  @Test
  void deliversMoreChangesThanFitATransaction() {
    Link link = links().create(Fixtures.link()).orElseThrow();
    String large = "-- " + "x".repeat(30_000);
    for (int i = 0; i < 120; i++) {
      create(Fixtures.model("m" + i, i % 3 == 0 ? large : "SELECT 1"));
    }
    List<Change> changes = waiting();
    List<Activity> entries = new ArrayList<>();
    for (int i = 0; i < changes.size() + 5; i++) {
      entries.add(entry("%05d".formatted(i)));
    }
    Link next = link.with(LinkState.INITIAL.read(COMMIT, List.of(), ManifestState.CURRENT));
    Optional<Link> stored = links().advance(next, changes, entries);
    assertThat(stored.map(Link::state)).contains(next.state());
    assertThat(links().find(ACME)).isEqualTo(stored);
    assertThat(waiting()).isEmpty();
    assertThat(resources().withWaiting()).isEmpty();
    assertThat(log().page(ACME, Optional.empty(), 200)).hasSize(entries.size());
  }

  @Test
  void pagesTheLogNewestFirst() {
    Link link = links().create(Fixtures.link()).orElseThrow();
    assertThat(links().advance(link, List.of(), List.of(entry("1"), entry("2"), entry("3"))))
        .isPresent();
    assertThat(log().page(ACME, Optional.empty(), 2)).containsExactly(entry("3"), entry("2"));
    assertThat(log().page(ACME, Optional.of("2"), 2)).containsExactly(entry("1"));
  }

  @Test
  void pagesTheHistoryOfOneResourceNewestFirst() {
    Link link = links().create(Fixtures.link()).orElseThrow();
    ResourceRef other = ResourceRef.sync(ORDERS);
    List<Activity> entries = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      String id = "%05d".formatted(i);
      entries.add(i % 2 == 0 ? entry(id) : entry(id, other));
    }
    assertThat(links().advance(link, List.of(), entries)).isPresent();

    List<Activity> newest = log().history(ACME, other, Optional.empty(), 3);
    assertThat(newest).containsExactly(entries.get(249), entries.get(247), entries.get(245));
    assertThat(log().history(ACME, other, Optional.of("00245"), 2))
        .containsExactly(entries.get(243), entries.get(241));
    assertThat(log().history(ACME, other, Optional.empty(), 1_000)).hasSize(125);
    assertThat(log().history(new WorkspaceId("other"), other, Optional.empty(), 3)).isEmpty();
    assertThat(log().history(ACME, ResourceRef.model(new Slug("x")), Optional.empty(), 3))
        .isEmpty();
  }
}
