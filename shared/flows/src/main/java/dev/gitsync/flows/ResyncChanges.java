package dev.gitsync.flows;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.ChangeId;
import dev.gitsync.core.change.Purpose;
import dev.gitsync.core.change.Purpose.Overwriting;
import dev.gitsync.core.change.Purpose.Recreation;
import dev.gitsync.core.plan.FilePlanner;
import dev.gitsync.core.plan.ResyncPlan;
import dev.gitsync.core.plan.ResyncPlan.Write;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.flows.port.Resources;
import dev.gitsync.flows.port.Resources.Edit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Turns what a full resync would write into changes that wait, where the branch takes no pushes.
 * They are proposed like any other, and while they wait no reading takes Git's word for theirs.
 *
 * <p>What waits already with the same outcome is not asked for again, so a run that died is done
 * again from the start.
 *
 * @param by who asked for the resync
 */
record ResyncChanges(Resources resources, WorkspaceId workspace, Person by, FilePlanner planner) {

  /**
   * Has all writes of a plan wait.
   *
   * @param files the contents of the link's files that the plan was made for
   * @param waiting the changes that waited before the plan was made
   * @return how many were added; empty when somebody edited a resource meanwhile
   */
  Optional<Integer> add(ResyncPlan plan, Map<RepoPath, byte[]> files, List<Change> waiting) {
    int added = 0;
    for (Write write : plan.writes()) {
      Purpose purpose = purpose(write, files);
      if (waits(write.resource(), purpose, waiting)) {
        continue;
      }
      if (!accept(write.resource(), purpose)) {
        return Optional.empty();
      }
      added++;
    }
    return Optional.of(added);
  }

  private Purpose purpose(Write write, Map<RepoPath, byte[]> files) {
    return switch (write.kind()) {
      case CREATE -> new Recreation();
      case OVERWRITE -> {
        byte[] content = Objects.requireNonNull(files.get(write.file().path()));
        yield new Overwriting(
            planner.says(asRead(write.resource()), content).orElse(Mapping.empty()));
      }
    };
  }

  /** What a file says is read by the words of what it is compared with. */
  private Change asRead(Resource resource) {
    return new Change(
        ChangeId.of(new UUID(0, 0)),
        workspace,
        0,
        Instant.EPOCH,
        by,
        resource.ref(),
        resource.name(),
        Action.UPDATE,
        Mapping.empty(),
        resource.trackedDocument(),
        new Recreation());
  }

  /** Whether a file is going to be made, or what it says now to be overwritten, anyway. */
  private static boolean waits(Resource resource, Purpose purpose, List<Change> waiting) {
    return waiting.stream()
        .filter(it -> it.ref().equals(resource.ref()))
        .anyMatch(
            it ->
                switch (purpose) {
                  case Recreation() -> it.action() == Action.CREATE || it.purpose().equals(purpose);
                  default ->
                      it.purpose().equals(purpose) && it.after().equals(resource.trackedDocument());
                });
  }

  private boolean accept(Resource resource, Purpose purpose) {
    Optional<StoredResource> current =
        resources.find(workspace, resource.ref()).filter(it -> it.resource().equals(resource));
    return current
        .flatMap(
            it ->
                resources.accept(
                    new Edit(workspace, by, current, Optional.of(resource), it.extras(), purpose)))
        .isPresent();
  }
}
