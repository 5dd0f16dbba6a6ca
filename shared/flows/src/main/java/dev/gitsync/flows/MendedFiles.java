package dev.gitsync.flows;

import dev.gitsync.core.problem.Problem;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.FileCheck;
import dev.gitsync.core.repo.References;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.repo.ResourceFile;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.Links;
import dev.gitsync.flows.port.Resources;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds files that could not be applied because of what they refer to, and that could be now: the
 * workspace has made it since, by a change that may wait for long.
 */
record MendedFiles(Links links, Resources resources, ReferenceReader references) {

  private static final String REFERENCE = "REF-";

  MendedFiles(Links links, Resources resources) {
    this(links, resources, new ReferenceReader(resources));
  }

  /**
   * Has the inbound flow look at them once more. Where the branch has moved it does so anyway.
   *
   * @return the link to go on with, which is the one given when there are none; empty when somebody
   *     else was faster
   */
  Optional<Link> note(GitRemote remote, Link link, Optional<CommitId> tip) {
    boolean isRead = tip.isPresent() && tip.equals(link.state().lastRead());
    if (!isRead || link.state().delivered().isPresent() || !areThere(remote, link, tip.get())) {
      return Optional.of(link);
    }
    return links.advance(link.with(link.state().toBeReadAgain()));
  }

  private boolean areThere(GitRemote remote, Link link, CommitId tip) {
    Set<RepoPath> paths =
        link.state().problems().stream()
            .filter(it -> it.code().startsWith(REFERENCE))
            .map(Problem::file)
            .collect(Collectors.toSet());
    if (paths.isEmpty()) {
      return false;
    }
    paths.add(link.layout().aliases());
    Map<RepoPath, byte[]> contents = remote.read(tip, paths);
    List<ResourceFile> files = ResourceFile.readable(link.layout(), contents);
    References known = references.references(references.vocabulary(link.layout(), contents), files);
    return files.stream().anyMatch(it -> FileCheck.problems(it, known).isEmpty());
  }
}
