package dev.gitsync.testkit;

import static dev.gitsync.testkit.Fixtures.ACME;
import static dev.gitsync.testkit.Fixtures.ADA;
import static dev.gitsync.testkit.Fixtures.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Activity.Outcome;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.Direction;
import dev.gitsync.core.merge.Conflict;
import dev.gitsync.core.plan.ResourcePlanner.ResourceWrite;
import dev.gitsync.core.problem.Problem;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.resource.Connector;
import dev.gitsync.core.resource.Model;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.core.tree.TreePath;
import dev.gitsync.core.yaml.Position;
import dev.gitsync.flows.link.Failure;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.LinkState;
import dev.gitsync.flows.link.LinkState.ManifestState;
import dev.gitsync.flows.link.LinkState.ResyncRequest;
import dev.gitsync.flows.link.PollSlot;
import dev.gitsync.flows.port.ActivityLog;
import dev.gitsync.flows.port.Links;
import dev.gitsync.flows.port.Resources;
import dev.gitsync.flows.port.Resources.Edit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the stores do, together: resources, waiting changes, links and the activity log. */
public abstract class StoreContract {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
  private static final CommitId COMMIT = new CommitId("%040x".formatted(7));
  private static final Slug ORDERS = new Slug("orders");

  /** Empty stores for each test. */
  protected abstract Resources resources();

  /** The links of the same stores. */
  protected abstract Links links();

  /** The log of the same stores. */
  protected abstract ActivityLog log();

  /** Makes the stores empty, where they are not by themselves. */
  protected void clear() {}

  @BeforeEach
  void addConnectors() {
    clear();
    accept(Optional.empty(), Optional.of(Fixtures.source()));
    accept(Optional.empty(), Optional.of(Fixtures.destination()));
  }

  private Optional<Change> accept(Optional<StoredResource> current, Optional<Resource> after) {
    return resources().accept(new Edit(ACME, ADA, current, after, Mapping.empty()));
  }

  private StoredResource create(Resource resource) {
    assertThat(accept(Optional.empty(), Optional.of(resource))).isPresent();
    return find(resource.ref());
  }

  private StoredResource find(ResourceRef ref) {
    return resources().find(ACME, ref).orElseThrow();
  }

  private List<Change> waiting() {
    return resources().waiting(ACME, Integer.MAX_VALUE);
  }

  private Activity entry(String id) {
    return new Activity(
        id,
        ACME,
        Direction.INBOUND,
        NOON,
        BOB,
        ResourceRef.model(ORDERS),
        "Orders",
        Action.CREATE,
        Outcome.APPLIED,
        Optional.of(COMMIT),
        Mapping.empty(),
        Fixtures.model("orders", "SELECT 1").document(),
        List.of(new Conflict(TreePath.of("name"), Optional.of(new Text("a")), Optional.empty())),
        Optional.of(COMMIT),
        Optional.of(ResourceRef.model(new Slug("old"))));
  }

  @Test
  void keepsAResourceAsItIs() {
    Model model = Fixtures.model("orders", "SELECT 'ü'\nFROM orders");
    StoredResource stored = create(model);
    assertThat(stored.resource()).isEqualTo(model);
    assertThat(resources().find(ACME, ResourceKind.MODEL, stored.id())).contains(stored);
    assertThat(resources().list(ACME, ResourceKind.MODEL)).containsExactly(stored);
    assertThat(resources().find(new WorkspaceId("other"), model.ref())).isEmpty();
  }

  @Test
  void writesTheChangeWithTheResource() {
    Model before = Fixtures.model("orders", "SELECT 1");
    Model after = Fixtures.model("orders", "SELECT 2");
    StoredResource stored = create(before);
    accept(Optional.of(stored), Optional.of(after));
    List<Change> changes = waiting();
    assertThat(changes)
        .hasSize(4)
        .isSortedAccordingTo((a, b) -> Long.compare(a.sequence(), b.sequence()));
    Change last = changes.getLast();
    assertThat(last.action()).isEqualTo(Action.UPDATE);
    assertThat(last.author()).isEqualTo(ADA);
    assertThat(last.before()).isEqualTo(before.document());
    assertThat(last.after()).isEqualTo(after.document());
    assertThat(resources().withWaiting())
        .containsExactly(Map.entry(ACME, waiting().getFirst().at()));
    assertThat(resources().waiting(ACME, 2)).isEqualTo(changes.subList(0, 2));
  }

  @Test
  void keepsAConfigurationOutOfChanges() {
    var secret = Mapping.of("password", new Text(PlantedSecrets.token("source")));
    var source =
        new Connector(
            new ResourceRef(ResourceKind.SOURCE, new Slug("secretive")), "S", "postgres", secret);
    StoredResource stored = create(source);
    assertThat(stored.resource()).isEqualTo(source);
    assertThat(waiting().getLast().after()).isEqualTo(source.manifestEntry());
  }

  @Test
  void takesOnlyOneOfTwoEditsOfTheSameRevision() {
    StoredResource stored = create(Fixtures.model("orders", "SELECT 1"));
    assertThat(accept(Optional.of(stored), Optional.of(Fixtures.model("orders", "SELECT 2"))))
        .isPresent();
    assertThat(accept(Optional.of(stored), Optional.of(Fixtures.model("orders", "SELECT 3"))))
        .isEmpty();
    assertThat(accept(Optional.of(stored), Optional.empty())).isEmpty();
    assertThat(find(stored.ref()).resource()).isEqualTo(Fixtures.model("orders", "SELECT 2"));
    assertThat(waiting()).hasSize(4);
  }

  @Test
  void createsNothingWhereSomethingIs() {
    create(Fixtures.model("orders", "SELECT 1"));
    assertThat(accept(Optional.empty(), Optional.of(Fixtures.model("orders", "SELECT 2"))))
        .isEmpty();
  }

  @Test
  void takesNoReferenceToNothing() {
    assertThat(accept(Optional.empty(), Optional.of(Fixtures.sync("s", "nothing")))).isEmpty();
  }

  @Test
  void remembersWhatWasDeletedUntilItComesBack() {
    StoredResource stored = create(Fixtures.model("orders", "SELECT 1"));
    accept(Optional.of(stored), Optional.empty());
    assertThat(resources().find(ACME, stored.ref())).isEmpty();
    assertThat(resources().find(ACME, ResourceKind.MODEL, stored.id())).isEmpty();
    assertThat(resources().deleted(ACME))
        .containsExactly(Map.entry(stored.ref(), stored.resource().document()));
    create(Fixtures.model("orders", "SELECT 2"));
    assertThat(resources().deleted(ACME)).isEmpty();
  }

  @Test
  void ordersEditsThatAreMadeAtOnce() throws Exception {
    StoredResource stored = create(Fixtures.model("orders", "SELECT 0"));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 1; i <= 8; i++) {
        String sql = "SELECT " + i;
        threads.execute(() -> edit(stored.ref(), sql));
      }
    }
    List<Change> edits = waiting().subList(3, 11);
    for (int i = 1; i < edits.size(); i++) {
      assertThat(edits.get(i).before()).isEqualTo(edits.get(i - 1).after());
    }
    assertThat(find(stored.ref()).resource().document()).isEqualTo(edits.getLast().after());
  }

  private void edit(ResourceRef ref, String sql) {
    for (int attempt = 0; attempt < 200; attempt++) {
      Resource after = Fixtures.model(ref.slug().value(), sql);
      if (accept(Optional.of(find(ref)), Optional.of(after)).isPresent()) {
        return;
      }
    }
    throw new AssertionError("An edit never got through.");
  }

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
            .held(NOON)
            .withWebhook(Optional.of(NOON));
    Link next = link.stored(1).with(state);
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
  void appliesAFileWithItsEntryAndWithoutAChange() {
    Link link = links().create(Fixtures.link()).orElseThrow();
    Model model = Fixtures.model("orders", "SELECT 1");
    assertThat(resources().apply(link, Optional.empty(), Fixtures.create(model), entry("1")))
        .isTrue();
    assertThat(find(model.ref()).resource()).isEqualTo(model);
    assertThat(waiting()).hasSize(2);
    assertThat(log().page(ACME, Optional.empty(), 10)).containsExactly(entry("1"));
  }

  @Test
  void appliesNothingWhenTheLinkMovedOn() {
    Link link = links().create(Fixtures.link()).orElseThrow();
    assertThat(links().advance(link)).isPresent();
    Model model = Fixtures.model("orders", "SELECT 1");
    assertThat(resources().apply(link, Optional.empty(), Fixtures.create(model), entry("1")))
        .isFalse();
    assertThat(resources().find(ACME, model.ref())).isEmpty();
    assertThat(log().page(ACME, Optional.empty(), 10)).isEmpty();
  }

  @Test
  void appliesNothingOverAnEditThatCameInBetween() {
    Link link = links().create(Fixtures.link()).orElseThrow();
    StoredResource read = create(Fixtures.model("orders", "SELECT 1"));
    accept(Optional.of(read), Optional.of(Fixtures.model("orders", "SELECT 2")));
    var write =
        new ResourceWrite(
            Action.UPDATE,
            read.resource().document(),
            Fixtures.model("orders", "SELECT 3"),
            List.of());
    assertThat(resources().apply(link, Optional.of(read), write, entry("1"))).isFalse();
    assertThat(find(read.ref()).resource()).isEqualTo(Fixtures.model("orders", "SELECT 2"));
  }

  @Test
  void keepsWhatFilesDoNotCarry() {
    Mapping extras = Mapping.of("tags", Mapping.of("team", new Text("growth")));
    Model model = Fixtures.model("orders", "SELECT 1");
    resources().accept(new Edit(ACME, ADA, Optional.empty(), Optional.of(model), extras));
    Link link = links().create(Fixtures.link()).orElseThrow();
    StoredResource stored = find(model.ref());
    var write =
        new ResourceWrite(
            Action.UPDATE, model.document(), Fixtures.model("orders", "SELECT 2"), List.of());
    assertThat(resources().apply(link, Optional.of(stored), write, entry("1"))).isTrue();
    assertThat(find(model.ref()).extras()).isEqualTo(extras);
    assertThat(find(model.ref()).id()).isEqualTo(stored.id());
  }

  @Test
  void pagesTheLogNewestFirst() {
    Link link = links().create(Fixtures.link()).orElseThrow();
    assertThat(links().advance(link, List.of(), List.of(entry("1"), entry("2"), entry("3"))))
        .isPresent();
    assertThat(log().page(ACME, Optional.empty(), 2)).containsExactly(entry("3"), entry("2"));
    assertThat(log().page(ACME, Optional.of("2"), 2)).containsExactly(entry("1"));
  }
}
