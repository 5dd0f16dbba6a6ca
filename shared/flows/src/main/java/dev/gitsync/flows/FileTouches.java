package dev.gitsync.flows;

import dev.gitsync.core.plan.ResourcePlanner.Reading;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.repo.Trailers;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.Journal.Touch;
import dev.gitsync.flows.port.GitRemote.BranchCommit;
import dev.gitsync.flows.port.GitRemote.Continuity;
import dev.gitsync.flows.port.GitRemote.History;
import java.util.Optional;

/** Who touched which file since the last run. */
record FileTouches(WorkspaceId workspace, History history, CommitId tip) {

  /** Who touched a file last. */
  Touch last(RepoPath path) {
    Optional<BranchCommit> commit = lastCommit(path);
    return new Touch(
        commit.map(BranchCommit::author).orElse(Person.SERVICE),
        commit.map(BranchCommit::id).orElse(tip),
        tip);
  }

  /** The newest commit that changed a file; failing that, the newest at all. */
  private Optional<BranchCommit> lastCommit(RepoPath path) {
    return history.commits().reversed().stream()
        .filter(commit -> commit.touched().contains(path))
        .findFirst()
        .or(() -> history.commits().reversed().stream().findFirst());
  }

  /** What the workspace knows of a file. */
  Reading reading(RepoPath path) {
    if (isContinuous() && history.commits().stream().anyMatch(it -> isOthers(it, path))) {
      return Reading.EDITED;
    }
    return history.changed().contains(path) ? Reading.CHANGED : Reading.KNOWN;
  }

  /** Whether the history goes on from what was read: only then does it say who deleted what. */
  boolean isContinuous() {
    return history.continuity() == Continuity.CONTINUED;
  }

  private boolean isOthers(BranchCommit commit, RepoPath path) {
    return commit.edited().contains(path)
        && Trailers.parse(commit.message())
            .filter(it -> it.workspace().equals(workspace))
            .isEmpty();
  }
}
