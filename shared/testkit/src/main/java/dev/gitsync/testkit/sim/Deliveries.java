package dev.gitsync.testkit.sim;

import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.ChangeId;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.Trailers;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.testkit.InMemoryGit.Commit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which changes have their commits on the branch, as it is now. */
final class Deliveries {

  private record Place(WorkspaceId workspace, ResourceRef ref) {}

  private final Map<ChangeId, CommitId> commits = new HashMap<>();
  private final Map<Place, Long> newest = new HashMap<>();
  private final Map<CommitId, Set<ChangeId>> everPushed = new HashMap<>();

  /**
   * Notes a commit of ours.
   *
   * @param changes all that were ever accepted
   * @return what is wrong with it, if something is
   */
  Optional<String> note(CommitId id, String message, Map<ChangeId, Change> changes) {
    Optional<String> wrong = Optional.empty();
    Set<ChangeId> carried = new HashSet<>();
    List<ChangeId> told = Trailers.parse(message).map(Trailers::changes).orElse(List.of());
    for (ChangeId change : told) {
      carried.add(change);
      wrong = wrong.or(() -> deliver(id, Objects.requireNonNull(changes.get(change))));
    }
    everPushed.put(id, carried);
    return wrong;
  }

  /**
   * Notes a commit that somebody else brought to the branch by merging one of ours.
   *
   * @param message by whatever name it tells of changes
   */
  void bring(CommitId id, String message, Map<ChangeId, Change> changes) {
    Set<ChangeId> carried =
        changes.values().stream()
            .map(Change::workspace)
            .distinct()
            .flatMap(workspace -> Trailers.named(message, workspace).stream())
            .collect(Collectors.toSet());
    carried.forEach(
        it -> {
          var _ = deliver(id, Objects.requireNonNull(changes.get(it)));
        });
    everPushed.put(id, carried);
  }

  private Optional<String> deliver(CommitId id, Change change) {
    Place place = new Place(change.workspace(), change.ref());
    Optional<String> wrong = Optional.empty();
    if (commits.putIfAbsent(change.id(), id) != null) {
      wrong =
          Optional.of(
              "A change of %s in %s has two commits.".formatted(change.ref(), place.workspace));
    } else if (newest.getOrDefault(place, Long.MIN_VALUE) > change.sequence()) {
      wrong =
          Optional.of(
              "A change of %s in %s has its commit after that of a later one."
                  .formatted(change.ref(), place.workspace));
    }
    newest.merge(place, change.sequence(), Math::max);
    return wrong;
  }

  /** Begins again from what the branch holds, after somebody else's force push. */
  void reread(List<Commit> log, Map<ChangeId, Change> changes) {
    commits.clear();
    newest.clear();
    for (Commit commit : log) {
      for (ChangeId id : everPushed.getOrDefault(commit.id(), Set.of())) {
        Change change = Objects.requireNonNull(changes.get(id));
        commits.put(id, commit.id());
        newest.merge(new Place(change.workspace(), change.ref()), change.sequence(), Math::max);
      }
    }
  }

  /** Whether a commit was pushed by us, and for what changes. */
  Optional<Set<ChangeId>> carriedBy(CommitId commit) {
    return Optional.ofNullable(everPushed.get(commit));
  }
}
