package dev.gitsync.flows;

import dev.gitsync.core.change.Change;
import dev.gitsync.core.repo.CommitMessage;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.OwnBranch.Authors;
import dev.gitsync.flows.Proposing.Ground;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.port.GitRemote.CommitDraft;
import dev.gitsync.flows.port.GitRemote.Merges;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Merges the link's branch into ours, by the rules of F5 rather than by lines of text: all files as
 * the link's branch has them, and on top of that what would be pushed there of the changes that our
 * branch carries. So nothing gives way on our branch that would not on the link's, where it is
 * told.
 */
record BranchMerge(CommitBatchBuilder batches, Link link, Ground ground) {

  /**
   * The commit that merges.
   *
   * @param carried the changes that wait and were dealt with on our branch
   * @param later those that were not
   * @return empty where something could be lost: somebody else has committed to our branch, and may
   *     have touched any file; a file cannot be read; or the host makes no such commits
   */
  Optional<CommitDraft> draft(
      OwnBranch own,
      OwnBranch.Content content,
      List<Change> carried,
      List<Change> later,
      Instant now) {
    if (content.authors() == Authors.OTHERS_TOO || own.remote().merges() == Merges.NOT_MADE) {
      return Optional.empty();
    }
    CommitBatch batch =
        batches.build(
            ground.target(),
            link,
            Optional.of(ground.tip()),
            ground.news().changed(),
            carried,
            later,
            now);
    if (!batch.isWhole()) {
      return Optional.empty();
    }
    var files = new HashMap<RepoPath, String>();
    var deleted = new HashSet<RepoPath>();
    for (CommitDraft commit : batch.commits()) {
      files.putAll(commit.files());
      deleted.removeAll(commit.files().keySet());
      files.keySet().removeAll(commit.deleted());
      deleted.addAll(commit.deleted());
    }
    String message = CommitMessage.ofMerge(link.workspace(), link.settings().branch());
    return Optional.of(
        new CommitDraft(files, deleted, Person.SERVICE, now, message, Optional.of(ground.tip())));
  }
}
