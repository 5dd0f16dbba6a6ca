package dev.gitsync.functions.api;

import static dev.gitsync.functions.api.ApiWorld.json;
import static dev.gitsync.testkit.Fixtures.ACME;
import static dev.gitsync.testkit.Fixtures.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Activity.Outcome;
import dev.gitsync.core.change.Direction;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Sequence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActivityApiTest {

  private static final ResourceRef OLD = ResourceRef.model(new Slug("old"));
  private static final ResourceRef NEW = ResourceRef.model(new Slug("new"));

  private final ApiWorld world = new ApiWorld();

  private void record(String id, ResourceRef ref, Optional<ResourceRef> renamedFrom) {
    world.record(
        new Activity(
            id,
            ACME,
            Direction.INBOUND,
            Instant.EPOCH,
            ADA,
            ref,
            "name",
            Action.UPDATE,
            Outcome.APPLIED,
            Optional.empty(),
            Mapping.empty(),
            Mapping.empty(),
            List.of(),
            world.git.tip(),
            renamedFrom));
  }

  private static List<String> ids(Mapping answer) {
    return ((Sequence) answer.get("data").orElseThrow())
        .items().stream().map(it -> ((Mapping) it).text("id").orElseThrow()).toList();
  }

  @Test
  void pagesTheHistoryOfAResourceAcrossItsNames() {
    record("1", OLD, Optional.empty());
    record("2", OLD, Optional.empty());
    record("3", NEW, Optional.of(OLD));
    Mapping first = world.call(200, "GET", "git-sync/history?kind=model&slug=new&limit=2", "");
    assertThat(ids(first)).containsExactly("3", "2");
    assertThat(first.text("next")).contains("2@old");
    Mapping entry = (Mapping) ((Sequence) first.get("data").orElseThrow()).items().getFirst();
    assertThat(entry.get("renamedFrom")).contains(json("{'kind':'model','slug':'old'}"));
    assertThat(entry.text("tip")).contains(world.git.tip().orElseThrow().value());
    Mapping second =
        world.call(200, "GET", "git-sync/history?kind=model&slug=new&limit=2&before=2@old", "");
    assertThat(ids(second)).containsExactly("1");
    assertThat(second.get("next")).contains(new Node.Null());
  }

  @Test
  void showsWhatHappenedInTheWorkspace() {
    record("1", OLD, Optional.empty());
    Mapping answer = world.call(200, "GET", "git-sync/activity?limit=1", "");
    assertThat(ids(answer)).containsExactly("1");
    assertThat(answer.text("next")).contains("1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "history",
        "history?kind=models&slug=a",
        "history?kind=model",
        "history?kind=model&slug=../a",
        "history?kind=model&slug=a&before=$",
        "history?kind=model&slug=a&before=1@../a",
        "activity?before=1@a",
        "activity?limit=101"
      })
  void refusesWhatItCannotLookUp(String path) {
    world.call(400, "GET", "git-sync/" + path, "");
  }
}
