package dev.gitsync.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.local.Visitor.Answer;
import java.nio.file.Path;
import java.util.List;

/** What must hold whenever nothing is on its way, whatever happened before. */
record Truth(Visitor visitor, Path repository) {
  /** Both sides of the link say the same, each change became one commit, and Git finds no fault. */
  void check(String workspace) throws Exception {
    Answer status = visitor.call(workspace, "GET", "/git-sync/status", "");
    assertThat(status.at("/health").asString()).as(status.body().toString()).isEqualTo("ok");
    assertThat(status.at("/pendingChanges").asInt()).isZero();
    Answer plan = visitor.call(workspace, "POST", "/git-sync/resync?dryRun=true", "");
    assertThat(plan.body().toString()).isEqualTo("{\"writes\":[],\"reads\":[]}");
    assertThat(changes()).doesNotHaveDuplicates();
    GitProgram.Result result = GitProgram.run(repository, "fsck", "--strict");
    assertThat(result.code()).as(result.output()).isZero();
    assertThat(result.output()).doesNotContain("error", "warning");
  }

  /** The ids of the changes that commits of the branch carry. */
  private List<String> changes() throws Exception {
    visitor.git("pull", "-q", "--rebase");
    return visitor
        .git("log", "--format=%(trailers:key=Git-Sync-Change,valueonly)")
        .lines()
        .filter(line -> !line.isBlank())
        .toList();
  }
}
