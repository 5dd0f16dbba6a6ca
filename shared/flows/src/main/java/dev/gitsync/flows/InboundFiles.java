package dev.gitsync.flows;

import dev.gitsync.core.problem.Problem;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.LinkLayout.AliasesFile;
import dev.gitsync.core.repo.LinkLayout.FileOf;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.InboundFlow.Scope;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkState;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemote.History;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The files that a run of the inbound flow looks at.
 *
 * @param paths what it looks at, in order, also where there is no file any more
 * @param contents of those that are there, and of the aliases file
 * @param irregular those that are there but are no regular files, such as symbolic links
 */
record InboundFiles(Set<RepoPath> paths, Map<RepoPath, byte[]> contents, Set<RepoPath> irregular) {

  static InboundFiles read(
      GitRemote remote, Link link, CommitId tip, History history, Scope scope) {
    Set<RepoPath> paths = new TreeSet<>(history.changed());
    // A file that was changed and changed back may differ from the workspace all the same.
    history.commits().forEach(commit -> paths.addAll(commit.touched()));
    if (scope == Scope.ALL || mustReadAll(link, history)) {
      paths.addAll(remote.list(tip));
    }
    // Where all files count as changed, one that is not there any more does not.
    paths.add(link.layout().manifest());
    link.state().problems().stream().map(Problem::file).forEach(paths::add);
    var wanted = new TreeSet<>(paths);
    wanted.add(link.layout().aliases());
    Map<RepoPath, byte[]> contents = remote.read(tip, wanted);
    return new InboundFiles(paths, contents, irregular(remote, link, tip, paths, contents));
  }

  /** Whether a file is gone or only no regular one has to be known before anything is deleted. */
  private static Set<RepoPath> irregular(
      GitRemote remote,
      Link link,
      CommitId tip,
      Set<RepoPath> paths,
      Map<RepoPath, byte[]> contents) {
    var unread = new TreeSet<>(paths);
    unread.removeAll(contents.keySet());
    unread.removeIf(path -> !(link.layout().roleOf(path) instanceof FileOf));
    if (!unread.isEmpty()) {
      unread.retainAll(remote.list(tip));
    }
    return unread;
  }

  /** New aliases change what every file means; too many problems were kept to know them all. */
  private static boolean mustReadAll(Link link, History history) {
    LinkLayout layout = link.layout();
    return history.changed().stream().anyMatch(path -> layout.roleOf(path) instanceof AliasesFile)
        || link.state().problemCount() > LinkState.MOST_PROBLEMS;
  }
}
