package dev.gitsync.functions.api;

import static dev.gitsync.functions.api.ApiWorld.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.merge.ConflictPolicy;
import dev.gitsync.core.plan.DeletionGuard;
import dev.gitsync.core.plan.DeletionPolicy;
import dev.gitsync.core.plan.Policies;
import dev.gitsync.core.tree.Node.Mapping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoliciesTest {

  private final ApiWorld world = new ApiWorld();

  @Test
  void showsThePoliciesThatAllLinksBeginWith() {
    Mapping settings = world.call(200, "GET", "git-sync", "");
    assertThat(settings.text("conflictPolicy")).contains("workspace");
    assertThat(settings.text("deletionPolicy")).contains("ignore");
    assertThat(settings.get("deletionGuard")).contains(json("{'resources':5,'percent':20}"));
  }

  @Test
  void changesThemWithoutATestOrAResync() {
    Mapping settings =
        world.call(
            200,
            "PUT",
            "git-sync",
            """
            {"conflictPolicy":"hold","deletionPolicy":"delete","deletionGuard":{"percent":0}}""");
    assertThat(settings.text("conflictPolicy")).contains("hold");
    assertThat(world.link().settings().policies())
        .isEqualTo(
            new Policies(ConflictPolicy.HOLD, DeletionPolicy.DELETE, new DeletionGuard(5, 0)));
    assertThat(world.git.asked()).isZero();
    assertThat(world.link().state().resync()).isEmpty();
    world.call(200, "PUT", "git-sync", "{\"deletionGuard\":null}");
    assertThat(world.link().settings().policies().guard()).isEqualTo(DeletionGuard.DEFAULT);
    assertThat(world.link().settings().policies().deletions()).isEqualTo(DeletionPolicy.DELETE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "conflictPolicy | \"mine\" | It must be workspace, git or hold.",
        "deletionPolicy | null | It must be ignore, disable or delete.",
      })
  void saysWhichWordsAreAllowed(String field, String value, String message) {
    Mapping problem = world.call(422, "PUT", "git-sync", "{\"%s\":%s}".formatted(field, value));
    assertThat(problem.get("details")).contains(json("{'%s':'%s'}".formatted(field, message)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5",
        "{\"percent\":101}",
        "{\"resources\":-1}",
        "{\"resources\":1.5}",
        "{\"resources\":1e300}",
        "{\"share\":5}"
      })
  void refusesAGuardThatIsNone(String guard) {
    Mapping problem = world.call(422, "PUT", "git-sync", "{\"deletionGuard\":%s}".formatted(guard));
    assertThat(problem.get("details")).isPresent();
  }
}
