package dev.gitsync.cli;

import dev.gitsync.adapters.hightouch.HightouchWorkspace;
import dev.gitsync.core.check.BranchWorkspace;
import dev.gitsync.core.check.Check;
import dev.gitsync.core.check.Check.Cause;
import dev.gitsync.core.check.Check.Effect;
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
 * @param known what the workspace has; empty where it is taken to be what the branch says
 */
record CheckRange(Optional<FileTree> before, WorkTree after, Optional<HightouchWorkspace> known) {

  /** Sources and destinations, where the checkout says which there are. */
  Optional<List<Connector>> listed(LinkLayout layout) {
    return after.read(layout.manifest()).flatMap(ManifestReader::read);
  }

  CheckedFiles check(LinkLayout layout) {
    FileTree files = before.orElse(FileTree.EMPTY);
    Check check = planner(layout, files).check(FileTree.changes(layout, files, after));
    var findings = new ArrayList<>(check.findings());
    after.irregular().stream()
        .filter(path -> isMissed(layout, path))
        .map(path -> new Finding(Severity.ERROR, FileCheck.irregular(path), Optional.empty()))
        .forEach(findings::add);
    List<Effect> told = check.effects().stream().filter(this::isTold).toList();
    int count = (int) after.paths().stream().filter(layout::concerns).count();
    return new CheckedFiles(new Check(check.workspace(), findings, told), scope(), count);
  }

  private CheckPlanner planner(LinkLayout layout, FileTree files) {
    return known
        .map(it -> new CheckPlanner(layout, it.policies(), it.resources()))
        .orElseGet(
            () -> {
              List<Connector> connectors =
                  listed(layout)
                      .orElseGet(() -> MadeUpConnectors.of(layout, List.of(files, after)));
              return new CheckPlanner(
                  layout, Policies.DEFAULT, new BranchWorkspace(layout, files, connectors));
            });
  }

  private Scope scope() {
    if (before.isPresent()) {
      return Scope.CHANGES;
    }
    return known.isPresent() ? Scope.WORKSPACE : Scope.EVERYTHING;
  }

  private boolean isTold(Effect effect) {
    return switch (scope()) {
      case CHANGES -> true;
      case WORKSPACE -> effect.cause() != Cause.SAME_MEANING;
      case EVERYTHING -> false;
    };
  }

  /** Files by name; folders only where they hold the link's files, or lead there. */
  private static boolean isMissed(LinkLayout layout, RepoPath path) {
    return layout.roleOf(path) instanceof FileOf
        || path.equals(layout.aliases())
        || layout.folders().stream().anyMatch(it -> (it + "/").startsWith(path + "/"));
  }
}
