package dev.gitsync.core.check;

import dev.gitsync.core.plan.Policies;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.RepoPath;
import java.util.List;
import java.util.Map;

/** Decides what merging a pull request does to a workspace, and what it would break. */
public record CheckPlanner(LinkLayout layout, Policies policies, Workspace workspace) {

  /**
   * Checks a pull request.
   *
   * @param files the files of the link that the merge changes, and always the aliases where there
   *     are any: files refer to connectors through them
   */
  public Check check(Map<RepoPath, FileChange> files) {
    var merged = new MergedFiles(layout, files);
    return merged.concernNothing()
        ? new Check(layout.workspace(), List.of(), List.of())
        : new CheckRun(layout, policies, new KnownWorkspace(workspace), merged).run();
  }
}
