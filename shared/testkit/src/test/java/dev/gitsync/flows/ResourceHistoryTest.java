package dev.gitsync.flows;

import static dev.gitsync.testkit.Fixtures.ACME;
import static dev.gitsync.testkit.Fixtures.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Activity.Outcome;
import dev.gitsync.core.change.Direction;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.flows.ResourceHistory.Cursor;
import dev.gitsync.flows.ResourceHistory.Page;
import dev.gitsync.testkit.Fixtures;
import dev.gitsync.testkit.InMemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceHistoryTest {

  private static final ResourceRef OLD = ResourceRef.model(new Slug("old"));
  private static final ResourceRef NEW = ResourceRef.model(new Slug("new"));

  private final InMemoryStore store = new InMemoryStore(() -> FlowWorld.NOON);
  private final ResourceHistory history = new ResourceHistory(store);

  /** 1: another resource had the name; 2, 3: before the rename; 4: the rename; 5: after it. */
  @BeforeEach
  void fillTheLog() {
    store.create(Fixtures.link());
    record("1", NEW, Optional.empty());
    record("2", OLD, Optional.empty());
    record("3", OLD, Optional.empty());
    record("4", NEW, Optional.of(OLD));
    record("5", NEW, Optional.empty());
    record("6", OLD, Optional.empty());
  }

  private void record(String id, ResourceRef ref, Optional<ResourceRef> renamedFrom) {
    var entry =
        new Activity(
            id,
            ACME,
            Direction.INBOUND,
            FlowWorld.NOON,
            ADA,
            ref,
            "name",
            Action.UPDATE,
            Outcome.APPLIED,
            Optional.empty(),
            Mapping.empty(),
            Mapping.empty(),
            List.of(),
            Optional.empty(),
            renamedFrom);
    assertThat(store.advance(store.find(ACME).orElseThrow(), List.of(), List.of(entry)))
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void followsAResourceBackAcrossItsNamesInPagesOfAnySize(int limit) {
    var ids = new ArrayList<String>();
    Optional<Cursor> at = Optional.of(new Cursor(NEW, Optional.empty()));
    while (at.isPresent()) {
      Page page = history.page(ACME, at.get(), limit);
      assertThat(page.entries()).hasSizeLessThanOrEqualTo(limit);
      page.entries().forEach(entry -> ids.add(entry.id()));
      at = page.next();
    }
    assertThat(ids).containsExactly("5", "4", "3", "2");
  }

  @Test
  void knowsNothingOfAResourceThatTheLogDoesNotHave() {
    var nobody = new Cursor(ResourceRef.sync(new Slug("nobody")), Optional.empty());
    assertThat(history.page(ACME, nobody, 5)).isEqualTo(new Page(List.of(), Optional.empty()));
  }
}
