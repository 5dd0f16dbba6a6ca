package dev.gitsync.cli;

import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.resource.WorkspaceId;
import java.util.List;
import java.util.Optional;

/**
 * Where files of links are: in two folders, and at the root.
 *
 * @param folder where the folders are, as {@link LinkLayout} has it
 */
record LinkFolders(String folder) {

  LinkLayout layout(WorkspaceId workspace) {
    return new LinkLayout(workspace, folder);
  }

  /** Whether a folder has files of links, or is on the way to them. */
  boolean isOnTheWay(String path) {
    return folders().stream().anyMatch(it -> it.equals(path) || it.startsWith(path + "/"));
  }

  /** The path of a file that may concern a link. */
  Optional<RepoPath> file(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 || folders().contains(path.substring(0, slash))
        ? RepoPath.parse(path)
        : Optional.empty();
  }

  private List<String> folders() {
    return layout(new WorkspaceId("any")).folders().stream().map(RepoPath::value).toList();
  }
}
