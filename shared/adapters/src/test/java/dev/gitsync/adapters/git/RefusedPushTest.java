package dev.gitsync.adapters.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemote.Reason;
import dev.gitsync.flows.port.GitRemote.Refused;
import dev.gitsync.testkit.CGitServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of a host's refusal: real hooks that say what hosts say. */
class RefusedPushTest {

  @TempDir Path folder;
  private CGitServer server;
  private final EngineRemotes remotes = HttpGitRemoteTest.remotes();

  @BeforeEach
  void start() throws IOException {
    CGitServer.init(folder.resolve("acme.git"));
    server = CGitServer.start(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private GitRemote.PushOutcome push() {
    var draft =
        new GitRemote.CommitDraft(
            Map.of(new RepoPath("models/a.yaml"), "a: 1\n"),
            Person.SERVICE,
            Instant.EPOCH,
            "Edit\n");
    try (GitRemote remote =
        HttpGitRemoteTest.open(remotes, server.uri("acme.git"), "main", HttpGitRemoteTest.GOOD)) {
      Optional<CommitId> tip =
          remote.tip() instanceof GitRemote.At(var commit) ? Optional.of(commit) : Optional.empty();
      return remote.push(tip, List.of(draft));
    }
  }

  private void hook(String name, String script) throws IOException {
    Path hook = folder.resolve("acme.git/hooks/" + name);
    Files.createDirectories(hook.getParent());
    Files.writeString(hook, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          PROTECTED  | error: GH006: Protected branch update failed for refs/heads/main. error: Changes must be made through a pull request.
          POLICY     | error: GH013: Repository rule violations found for refs/heads/main. - Commits must have verified signatures.
          PROTECTED  | error: GH013: Repository rule violations found for refs/heads/main. - Changes must be made through a pull request.
          SIZE       | error: GH001: Large files detected. error: File a.yaml is 120.00 MB; this exceeds GitHub's file size limit of 100.00 MB
          PROTECTED  | GitLab: You are not allowed to push code to protected branches on this project.
          PERMISSION | GitLab: You are not allowed to push code to this project.
          POLICY     | GitLab: Commit message does not follow the pattern 'JIRA-[0-9]+'
          PROTECTED  | Branch refs/heads/main can only be modified through pull requests. Check your branch permissions configuration with the project administrator.
          PROTECTED  | Permission denied to update branch main.
          PROTECTED  | TF402455: Pushes to this branch are not permitted; you must use a pull request to update this branch.
          PERMISSION | TF401027: You need the Git 'GenericContribute' permission to perform this action.
          PROTECTED  | Gitea: Not allowed to push to protected branch main
          POLICY     | Something that only this company's hook says
          """)
  void tellsByTheHostsWords(Reason reason, String words) throws IOException {
    hook("pre-receive", "cat <<'WORDS' >&2\n" + words + "\nWORDS\nexit 1\n");
    assertThat(push())
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(reason);
              assertThat(refused.words()).contains(words, "pre-receive hook declined");
            });
  }

  @Test
  void passesOnWhatAnUpdateHookSays() throws IOException {
    hook("update", "echo 'Not on a Friday.' >&2\nexit 1\n");
    assertThat(push())
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.words()).startsWith("hook declined Not on a Friday."));
  }

  @Test
  void tellsTheLimitOfAPack() throws IOException {
    CGitServer.run(folder.resolve("acme.git"), "git", "config", "receive.maxInputSize", "100");
    assertThat(push())
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.SIZE));
  }

  @Test
  void tellsOfNoSuccessWhenTheHookDiesAfterAWord() throws IOException {
    hook("pre-receive", "echo 'All is well.'\nkill -9 $$\n");
    assertThat(push()).isInstanceOf(Refused.class);
  }

  /** Progress is no reason. */
  @Test
  void leavesOutWhatWasOverwrittenOnTheScreen() throws IOException {
    hook("pre-receive", "printf 'Checking: 1\\rChecking: 2\\rNo tabs, please.\\n' >&2\nexit 1\n");
    assertThat(push())
        .isEqualTo(new Refused(Reason.POLICY, "pre-receive hook declined No tabs, please."));
  }
}
