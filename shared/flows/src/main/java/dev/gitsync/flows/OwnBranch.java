package dev.gitsync.flows;

import dev.gitsync.core.change.ChangeId;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.repo.Trailers;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.Proposing.Ground;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.Proposal;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemote.BranchCommit;
import dev.gitsync.flows.port.GitRemote.Continuity;
import dev.gitsync.flows.port.GitRemote.History;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A branch of ours that is there.
 *
 * @param tip where it points
 */
record OwnBranch(GitRemote remote, Proposal proposal, CommitId tip) {

  /** Whose commits are on our branch. */
  enum Authors {
    /** Ours alone. */
    US,
    /**
     * Also somebody else's, or that is not to be told because a branch was forced: what they touch
     * beside the link's files is not known.
     */
    OTHERS_TOO
  }

  /**
   * What is on it and not on the link's branch.
   *
   * @param isOurs whether it is one that we have made, as far as its commits tell
   * @param base the newest commit of the link's branch that it has in it
   * @param carried the changes that it has commits of
   * @param changed files that differ from those at the base
   * @param reviews what somebody else has committed to it
   * @param moved files that the link's branch has changed since
   * @param clashes those of them that ours has changed as well
   */
  record Content(
      boolean isOurs,
      CommitId base,
      Set<ChangeId> carried,
      Set<RepoPath> changed,
      History reviews,
      Authors authors,
      Set<RepoPath> moved,
      Set<RepoPath> clashes) {

    /** Files in which there is something that the workspace has not read. */
    Set<RepoPath> unread(Ground ground) {
      var unread = new HashSet<>(ground.news().changed());
      reviews.commits().forEach(it -> unread.addAll(it.touched()));
      return unread;
    }
  }

  /** Reads what is on the branch. */
  Content content(Link link, Ground ground) {
    CommitId base = proposal.base();
    History since = remote.history(Optional.of(base), tip);
    History target =
        base.equals(ground.tip())
            ? new History(List.of(), Set.of(), Continuity.CONTINUED)
            : ground.target().history(Optional.of(base), ground.tip());
    Set<CommitId> theirs =
        target.commits().stream().map(BranchCommit::id).collect(Collectors.toSet());
    List<BranchCommit> own =
        since.commits().stream().filter(it -> !theirs.contains(it.id())).toList();
    List<BranchCommit> strange = own.stream().filter(it -> !isOurs(link.workspace(), it)).toList();
    boolean isWhole = since.continuity() == Continuity.CONTINUED;
    CommitId included = included(base, since, target);
    var clashes = new HashSet<>(since.changed());
    clashes.retainAll(target.changed());
    return new Content(
        isWhole && (own.isEmpty() || strange.size() < own.size()),
        isOnwards(base, included, ground) ? included : base,
        carried(link.workspace(), own),
        since.changed(),
        new History(strange, Set.of(), since.continuity()),
        isWhole && strange.isEmpty() ? Authors.US : Authors.OTHERS_TOO,
        target.changed(),
        clashes);
  }

  /** The newest commit of the link's branch that ours has in it: somebody may have merged it. */
  private static CommitId included(CommitId base, History since, History target) {
    Set<CommitId> here = since.commits().stream().map(BranchCommit::id).collect(Collectors.toSet());
    return target.commits().reversed().stream()
        .map(BranchCommit::id)
        .filter(here::contains)
        .findFirst()
        .orElse(base);
  }

  /** Two commits of a branch that was merged to and fro need not lead to each other. */
  private boolean isOnwards(CommitId from, CommitId to, Ground ground) {
    return to.equals(ground.tip())
        || from.equals(to)
        || remote.history(Optional.of(from), to).continuity() == Continuity.CONTINUED;
  }

  private static boolean isOurs(WorkspaceId workspace, BranchCommit commit) {
    return Trailers.parse(commit.message())
        .filter(it -> it.workspace().equals(workspace))
        .isPresent();
  }

  private static Set<ChangeId> carried(WorkspaceId workspace, List<BranchCommit> commits) {
    return commits.stream()
        .flatMap(it -> Trailers.named(it.message(), workspace).stream())
        .collect(Collectors.toSet());
  }
}
