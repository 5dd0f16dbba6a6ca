package dev.gitsync.flows;

import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Activity.Outcome;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.ChangeId;
import dev.gitsync.core.problem.Problem;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.repo.Trailers;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.yaml.Position;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemote.BranchCommit;
import dev.gitsync.flows.port.GitRemote.History;
import dev.gitsync.flows.port.Links;
import dev.gitsync.flows.port.Resources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds changes that are on the branch although they still wait: an earlier run pushed them and did
 * not come to say so. Every flow does this before it decides anything, and before the link moves
 * past the commits that tell.
 */
record DeliveredChanges(Links links, Resources resources, Journal journal) {

  /**
   * Takes the changes off the waiting list whose commits the history has, or, where changes are
   * proposed, which the files have in them however they came there.
   *
   * @param areLost whether the branch has lost commits that the link remembers
   * @param waiting the waiting changes
   * @return the link to go on with, which is the one given when there are none; empty when somebody
   *     else was faster
   */
  Optional<Link> settle(
      GitRemote remote,
      Link link,
      History history,
      Optional<CommitId> tip,
      boolean areLost,
      List<Change> waiting) {
    Map<ChangeId, CommitId> commits = commitsByChange(link.workspace(), history.commits());
    var reviewed = new ArrayList<Change>();
    if (tip.isPresent() && Proposing.isFor(link)) {
      var arrived = new Arrivals(resources).at(remote, link, tip.get(), history, waiting);
      waiting.stream()
          .filter(it -> commits.containsKey(it.id()) && !arrived.containsKey(it.id()))
          .filter(it -> it.ref().kind().hasFile())
          .forEach(reviewed::add);
      arrived.forEach(commits::putIfAbsent);
    }
    Map<ResourceRef, Long> newest = newestDelivered(commits, waiting);
    List<Change> delivered =
        waiting.stream()
            .filter(it -> it.sequence() <= newest.getOrDefault(it.ref(), Long.MIN_VALUE))
            .toList();
    return delivered.isEmpty()
        ? Optional.of(link)
        : takeOff(toBeRead(link, reviewed), delivered, waiting, commits, tip, areLost);
  }

  /**
   * What somebody has made otherwise, or taken back, before it was merged may be just what the file
   * said before: it has to be read although it has not changed.
   */
  private static Link toBeRead(Link link, List<Change> reviewed) {
    List<Problem> problems =
        reviewed.stream()
            .map(Change::ref)
            .distinct()
            .map(link.layout()::fileOf)
            .map(DeliveredChanges::unread)
            .toList();
    return problems.isEmpty() ? link : link.with(link.state().withProblems(problems));
  }

  private static Problem unread(RepoPath file) {
    return new Problem(
        "PR-006",
        file,
        Position.START,
        "a pull request has brought something else than the workspace proposed.",
        "Nothing: it is read within a minute.");
  }

  private Optional<Link> takeOff(
      Link link,
      List<Change> delivered,
      List<Change> waiting,
      Map<ChangeId, CommitId> commits,
      Optional<CommitId> tip,
      boolean areLost) {
    ConflictBook conflicts = ConflictBook.of(resources, link);
    var entries = new ArrayList<Activity>();
    for (Change change : delivered) {
      Optional<CommitId> commit = Optional.ofNullable(commits.get(change.id()));
      Outcome outcome = commit.isPresent() ? Outcome.COMMITTED : Outcome.NOTHING_TO_DO;
      entries.add(
          journal.outbound(
              change, outcome, commit, conflicts.of(change, later(change, waiting)), tip));
      conflicts.recovered(change);
    }
    Link next = link.with(LostCommits.remember(link.state(), tip, areLost));
    return links.advance(conflicts.counted(next), delivered, entries, conflicts.changes());
  }

  private static List<Change> later(Change change, List<Change> waiting) {
    return waiting.stream()
        .filter(it -> it.ref().equals(change.ref()) && it.sequence() > change.sequence())
        .toList();
  }

  /**
   * The newest change of each resource that has a commit. Those before it were dealt with in order,
   * also those that needed no commit: doing them again would undo what came after.
   */
  private static Map<ResourceRef, Long> newestDelivered(
      Map<ChangeId, CommitId> commits, List<Change> waiting) {
    var newest = new HashMap<ResourceRef, Long>();
    for (Change change : waiting) {
      if (commits.containsKey(change.id())) {
        newest.merge(change.ref(), change.sequence(), Math::max);
      }
    }
    return newest;
  }

  private static Map<ChangeId, CommitId> commitsByChange(
      WorkspaceId workspace, List<BranchCommit> commits) {
    var byChange = new HashMap<ChangeId, CommitId>();
    for (BranchCommit commit : commits) {
      Trailers.named(commit.message(), workspace).forEach(id -> byChange.put(id, commit.id()));
    }
    return byChange;
  }
}
