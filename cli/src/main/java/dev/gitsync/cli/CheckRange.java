package dev.gitsync.cli;

import dev.gitsync.core.check.BranchWorkspace;
import dev.gitsync.core.check.Check;
import dev.gitsync.core.check.Check.Finding;
import dev.gitsync.core.check.Check.Severity;
import dev.gitsync.core.check.CheckPlanner;
import dev.gitsync.core.check.FileTree;
import dev.gitsync.core.check.MadeUpConnectors;
import dev.gitsync.core.plan.Policies;
import dev.gitsync.core.repo.FileCheck;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.LinkLayout.FileOf;
import dev.gitsync.core.repo.ManifestReader;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.report.CheckedFiles;
import dev.gitsync.core.report.CheckedFiles.Scope;
import dev.gitsync.core.resource.Connector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is compared: a checkout with the files that it came from, or with none at all.
 *
 * @param before empty where every file is to be looked at
 */
record CheckRange(Optional<FileTree> before, WorkTree after) {

  /** Sources and destinations, where the checkout says which there are. */
  Optional<List<Connector>> listed(LinkLayout layout) {
    return after.read(layout.manifest()).flatMap(ManifestReader::read);
  }

  CheckedFiles check(LinkLayout layout) {
    FileTree files = before.orElse(FileTree.EMPTY);
    List<Connector> connectors =
        listed(layout).orElseGet(() -> MadeUpConnectors.of(layout, List.of(files, after)));
    var workspace = new BranchWorkspace(layout, files, connectors);
    Check check =
        new CheckPlanner(layout, Policies.DEFAULT, workspace)
            .check(FileTree.changes(layout, files, after));
    var findings = new ArrayList<>(check.findings());
    after.irregular().stream()
        .filter(path -> isMissed(layout, path))
        .map(path -> new Finding(Severity.ERROR, FileCheck.irregular(path), Optional.empty()))
        .forEach(findings::add);
    int count = (int) after.paths().stream().filter(layout::concerns).count();
    return before.isPresent()
        ? new CheckedFiles(
            new Check(check.workspace(), findings, check.effects()), Scope.CHANGES, count)
        : new CheckedFiles(
            new Check(check.workspace(), findings, List.of()), Scope.EVERYTHING, count);
  }

  /** Files by name; folders only where they hold the link's files, or lead there. */
  private static boolean isMissed(LinkLayout layout, RepoPath path) {
    return layout.roleOf(path) instanceof FileOf
        || path.equals(layout.aliases())
        || layout.folders().stream().anyMatch(it -> (it + "/").startsWith(path + "/"));
  }
}
