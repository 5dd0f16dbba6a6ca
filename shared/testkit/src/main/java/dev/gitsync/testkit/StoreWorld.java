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
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.core.tree.TreePath;
import dev.gitsync.core.yaml.Position;
import dev.gitsync.flows.port.ActivityLog;
import dev.gitsync.flows.port.Links;
import dev.gitsync.flows.port.Resources;
import dev.gitsync.flows.port.Resources.Edit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** The stores that are tested, with a source and a destination in them. */
abstract class StoreWorld {

  static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  static final CommitId COMMIT = new CommitId("%040x".formatted(7));

  static final Slug ORDERS = new Slug("orders");

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

  Optional<Change> accept(Optional<StoredResource> current, Optional<Resource> after) {
    return resources().accept(new Edit(ACME, ADA, current, after, Mapping.empty()));
  }

  StoredResource create(Resource resource) {
    assertThat(accept(Optional.empty(), Optional.of(resource))).isPresent();
    return find(resource.ref());
  }

  StoredResource find(ResourceRef ref) {
    return resources().find(ACME, ref).orElseThrow();
  }

  List<Change> waiting() {
    return resources().waiting(ACME, Integer.MAX_VALUE);
  }

  /** An entry of the log about a model, with all that an entry can have. */
  protected Activity entry(String id) {
    return entry(id, ResourceRef.model(ORDERS));
  }

  Activity entry(String id, ResourceRef ref) {
    return new Activity(
        id,
        ACME,
        Direction.INBOUND,
        NOON,
        BOB,
        ref,
        "Orders",
        Action.CREATE,
        Outcome.APPLIED,
        Optional.of(COMMIT),
        Mapping.empty(),
        Fixtures.model("orders", "SELECT 1").document(),
        List.of(
            new Conflict(TreePath.of("name"), Optional.of(new Text("a")), Optional.empty())
                .at(new Position(3, 7)),
            new Conflict(TreePath.of("sql"), Optional.empty(), Optional.of(new Text("b")))),
        Optional.of(COMMIT),
        Optional.of(ResourceRef.model(new Slug("old"))));
  }
}
