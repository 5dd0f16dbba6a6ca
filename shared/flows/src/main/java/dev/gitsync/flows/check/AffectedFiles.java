package dev.gitsync.flows.check;

import dev.gitsync.core.check.Check;
import dev.gitsync.core.check.Check.Finding;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.flows.port.CodeHost;
import dev.gitsync.flows.port.GitRemote;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Leads from what a check affects to the files that people can look at. */
final class AffectedFiles {

  private final CodeHost host;
  private final GitRemote remote;
  private final LinkLayout layout;
  private final List<CommitId> commits;
  private final Map<CommitId, Set<RepoPath>> known = new HashMap<>();

  /** Files of these commits; each is only looked into where the ones before have no such file. */
  AffectedFiles(CodeHost host, GitRemote remote, LinkLayout layout, List<CommitId> commits) {
    this.host = host;
    this.remote = remote;
    this.layout = layout;
    this.commits = commits;
  }

  /** The check, with a page for each affected resource that has a file. */
  Check linked(Check check) {
    List<Finding> findings = check.findings().stream().map(this::linked).toList();
    return new Check(check.workspace(), findings, check.effects());
  }

  private Finding linked(Finding finding) {
    Optional<String> page = finding.affected().flatMap(this::page);
    return new Finding(finding.severity(), finding.problem(), finding.affected(), page);
  }

  private Optional<String> page(ResourceRef ref) {
    RepoPath file = layout.fileOf(ref);
    return commits.stream()
        .filter(commit -> known.computeIfAbsent(commit, remote::list).contains(file))
        .findFirst()
        .map(commit -> host.page(commit, file).toString());
  }
}
