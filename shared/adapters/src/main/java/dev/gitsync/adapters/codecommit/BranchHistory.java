package dev.gitsync.adapters.codecommit;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.port.GitRemote.BranchCommit;
import dev.gitsync.flows.port.GitRemote.Continuity;
import dev.gitsync.flows.port.GitRemote.History;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codecommit.model.Commit;
import software.amazon.awssdk.services.codecommit.model.UserInfo;

/** Tells what happened on a branch: two calls for each commit. */
record BranchHistory(CodeCommitApi api, LinkFiles files) {

  History between(Optional<CommitId> since, CommitId tip) {
    return since.flatMap(from -> since(from, tip)).orElseGet(() -> newest(tip));
  }

  /** Empty when the earlier one is gone, or too far away. */
  private Optional<History> since(CommitId since, CommitId tip) {
    if (since.equals(tip)) {
      return Optional.of(new History(List.of(), Set.of(), Continuity.CONTINUED));
    }
    return new CommitWalk(api).between(since, tip).map(way -> history(since, tip, way));
  }

  private History history(CommitId since, CommitId tip, CommitWalk.Way way) {
    List<BranchCommit> commits = commits(way.commits());
    boolean isNext =
        !commits.isEmpty()
            && CommitWalk.parents(way.commits().getLast()).stream()
                .findFirst()
                .equals(Optional.of(since));
    Set<RepoPath> changed = isNext ? commits.getLast().touched() : files.differences(since, tip);
    return new History(commits, changed, way.continuity());
  }

  private History newest(CommitId tip) {
    List<BranchCommit> commits = commits(new CommitWalk(api).newest(tip));
    return new History(commits, files.at(tip).keySet(), Continuity.BROKEN);
  }

  private List<BranchCommit> commits(List<Commit> commits) {
    return AtOnce.map(commits.stream(), this::commit).toList();
  }

  private BranchCommit commit(Commit commit) {
    UserInfo author = commit.author();
    return new BranchCommit(
        new CommitId(commit.commitId()),
        new Person(text(author.name()), text(author.email())),
        CommitWalk.date(author),
        text(commit.message()),
        differences(commit));
  }

  /** The API leaves out what is empty. */
  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private List<Set<RepoPath>> differences(Commit commit) {
    var id = new CommitId(commit.commitId());
    List<CommitId> parents = CommitWalk.parents(commit);
    return parents.isEmpty()
        ? List.of(files.at(id).keySet())
        : parents.stream().map(parent -> files.differences(parent, id)).toList();
  }
}
