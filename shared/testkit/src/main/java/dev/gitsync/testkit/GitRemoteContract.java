package dev.gitsync.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemote.At;
import dev.gitsync.flows.port.GitRemote.CommitDraft;
import dev.gitsync.flows.port.GitRemote.Continuity;
import dev.gitsync.flows.port.GitRemote.History;
import dev.gitsync.flows.port.GitRemote.PushOutcome;
import dev.gitsync.flows.port.GitRemote.Pushed;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link GitRemote} does. The layout is that of workspace {@code acme}, at the root. */
public abstract class GitRemoteContract extends OwnBranchContract {

  private static final Person ADA = new Person("Ada Löve", "ada@example.com");
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
  private static final RepoPath ORDERS = new RepoPath("models/orders.yaml");
  private static final RepoPath USERS = new RepoPath("models/users.yaml");
  private static final RepoPath README = new RepoPath("README.md");

  protected final GitRemote open() {
    return open("main");
  }

  /** Points the branch at a commit that there is, as somebody else does who force-pushes. */
  protected abstract void forcePush(CommitId to) throws IOException;

  /** Has another branch, which is new, point at a commit that there is. */
  protected abstract void keepBranch(String name, CommitId commit) throws IOException;

  /** Whether the host gives a commit that no branch leads to any more, by its id. */
  protected boolean givesLostCommits() {
    return true;
  }

  private static CommitDraft draft(String message, Map<RepoPath, String> files) {
    return new CommitDraft(files, ADA, NOON, message);
  }

  private static CommitDraft deletion(RepoPath... paths) {
    return new CommitDraft(Map.of(), Set.of(paths), ADA, NOON, "Delete\n");
  }

  private CommitId push(Optional<CommitId> expected, CommitDraft... drafts) {
    try (GitRemote remote = open()) {
      PushOutcome outcome = remote.push(expected, List.of(drafts));
      assertThat(outcome).isInstanceOf(Pushed.class);
      return ((Pushed) outcome).tip();
    }
  }

  @Test
  void saysThatAnEmptyRepositoryIsUnborn() {
    try (GitRemote remote = open()) {
      assertThat(remote.tip()).isEqualTo(new GitRemote.Unborn());
    }
  }

  @Test
  void makesTheFirstCommitOfAnEmptyRepository() {
    CommitId first = push(Optional.empty(), draft("First\n", Map.of(ORDERS, "name: Orders\n")));
    try (GitRemote remote = open()) {
      assertThat(remote.tip()).isEqualTo(new At(first));
      assertThat(text(remote, first, ORDERS)).isEqualTo("name: Orders\n");
    }
  }

  @Test
  void pushesSeveralCommitsAtOnceAndTellsTheirIds() {
    CommitId first = push(Optional.empty(), draft("One\n", Map.of(ORDERS, "a: 1\n")));
    try (GitRemote remote = open()) {
      PushOutcome outcome =
          remote.push(
              Optional.of(first),
              List.of(
                  draft("Two\n", Map.of(ORDERS, "a: 2\n")),
                  draft("Three\n", Map.of(USERS, "b: ü\n"))));
      List<CommitId> ids = ((Pushed) outcome).commits();
      assertThat(ids).hasSize(2).doesNotContain(first);
      assertThat(remote.tip()).isEqualTo(new At(ids.getLast()));
    }
  }

  @Test
  void deletesFilesAndLeavesOthersAlone() {
    CommitId first =
        push(
            Optional.empty(),
            draft("One\n", Map.of(ORDERS, "a: 1\n", USERS, "b: 1\n", README, "x")));
    CommitId second = push(Optional.of(first), deletion(ORDERS));
    try (GitRemote remote = open()) {
      assertThat(remote.tip()).isEqualTo(new At(second));
      assertThat(remote.list(second)).containsExactly(USERS);
      assertThat(remote.read(second, Set.of(ORDERS, README))).containsOnlyKeys(README);
      History history = remote.history(Optional.of(first), second);
      assertThat(history.changed()).containsExactly(ORDERS);
      assertThat(history.commits())
          .extracting(GitRemote.BranchCommit::touched)
          .containsExactly(Set.of(ORDERS));
    }
  }

  @Test
  void writesAndDeletesInOneCommit() {
    CommitId first = push(Optional.empty(), draft("One\n", Map.of(ORDERS, "a: 1\n")));
    var renamed = new CommitDraft(Map.of(USERS, "a: 1\n"), Set.of(ORDERS), ADA, NOON, "Rename\n");
    CommitId second = push(Optional.of(first), renamed);
    try (GitRemote remote = open()) {
      assertThat(remote.list(second)).containsExactly(USERS);
      assertThat(text(remote, second, USERS)).isEqualTo("a: 1\n");
    }
  }

  @Test
  void deletesWhatIsThereAndMindsNothingElse() {
    var folder = new RepoPath("models");
    var beneathAFile = new RepoPath("README.md/x.yaml");
    var nowhere = new RepoPath("a/b/c.yaml");
    CommitId first = push(Optional.empty(), draft("One\n", Map.of(ORDERS, "a: 1\n", README, "x")));
    var draft =
        new CommitDraft(
            Map.of(ORDERS, "a: 2\n"),
            Set.of(USERS, folder, beneathAFile, nowhere),
            ADA,
            NOON,
            "Two\n");
    CommitId second = push(Optional.of(first), draft, deletion(nowhere), deletion(README));
    try (GitRemote remote = open()) {
      assertThat(text(remote, second, ORDERS)).isEqualTo("a: 2\n");
      assertThat(remote.read(second, Set.of(README))).isEmpty();
    }
  }

  @Test
  void makesAFileAnewThatItDeletedInTheSamePush() {
    CommitId first = push(Optional.empty(), draft("One\n", Map.of(ORDERS, "a: 1\n")));
    CommitId third =
        push(Optional.of(first), deletion(ORDERS), draft("Anew\n", Map.of(ORDERS, "a: 3\n")));
    CommitId fifth =
        push(Optional.of(third), draft("Again\n", Map.of(USERS, "b: 1\n")), deletion(USERS));
    try (GitRemote remote = open()) {
      assertThat(text(remote, third, ORDERS)).isEqualTo("a: 3\n");
      assertThat(remote.list(fifth)).containsExactly(ORDERS);
      History history = remote.history(Optional.of(first), fifth);
      assertThat(history.changed()).containsExactly(ORDERS);
      assertThat(history.commits()).hasSize(4);
    }
  }

  @Test
  void deletesTheLastFileThereIs() {
    var deep = new RepoPath("a/b/c/d.txt");
    CommitId first = push(Optional.empty(), draft("One\n", Map.of(ORDERS, "a: 1\n", deep, "x")));
    CommitId second = push(Optional.of(first), deletion(ORDERS, deep));
    try (GitRemote remote = open()) {
      assertThat(remote.list(second)).isEmpty();
    }
    CommitId third = push(Optional.of(second), draft("Three\n", Map.of(USERS, "b: 1\n")));
    try (GitRemote remote = open()) {
      assertThat(remote.list(third)).containsExactly(USERS);
      assertThat(remote.history(Optional.of(first), third).changed())
          .containsExactlyInAnyOrder(ORDERS, USERS);
    }
  }

  @Test
  void refusesToPushOnATipThatMoved() {
    CommitId first = push(Optional.empty(), draft("One\n", Map.of(ORDERS, "a: 1\n")));
    CommitId second = push(Optional.of(first), draft("Two\n", Map.of(ORDERS, "a: 2\n")));
    try (GitRemote remote = open()) {
      assertThat(remote.push(Optional.of(first), List.of(draft("Late\n", Map.of(USERS, "b: 1\n")))))
          .isEqualTo(new GitRemote.HeadMoved());
      assertThat(remote.tip()).isEqualTo(new At(second));
    }
  }

  @Test
  void refusesToMakeAFirstCommitWhereThereIsOne() {
    push(Optional.empty(), draft("One\n", Map.of(ORDERS, "a: 1\n")));
    try (GitRemote remote = open()) {
      assertThat(remote.push(Optional.empty(), List.of(draft("Late\n", Map.of(USERS, "b: 1\n")))))
          .isEqualTo(new GitRemote.HeadMoved());
    }
  }

  @Test
  void tellsWhatHappenedSinceACommit() {
    CommitId first =
        push(Optional.empty(), draft("One\n", Map.of(ORDERS, "a: 1\n", README, "hello\n")));
    CommitId third =
        push(
            Optional.of(first),
            draft("Two\n\nGit-Sync-Workspace: acme\n", Map.of(USERS, "b: 1\n")),
            draft("Three\n", Map.of(README, "bye\n")));
    try (GitRemote remote = open()) {
      History history = remote.history(Optional.of(first), third);
      assertThat(history.continuity()).isEqualTo(Continuity.CONTINUED);
      assertThat(history.changed()).containsExactly(USERS);
      assertThat(history.commits())
          .extracting(it -> it.message().strip())
          .containsExactly("Two\n\nGit-Sync-Workspace: acme", "Three");
      assertThat(history.commits())
          .extracting(GitRemote.BranchCommit::touched)
          .containsExactly(Set.of(USERS), Set.of());
      assertThat(history.commits().getLast().id()).isEqualTo(third);
      assertThat(history.commits().getFirst().author()).isEqualTo(ADA);
      assertThat(history.commits().getFirst().at()).isEqualTo(NOON);
    }
  }

  @Test
  void countsEverythingAsChangedSinceACommitThatIsNotThere() {
    CommitId first =
        push(Optional.empty(), draft("One\n", Map.of(ORDERS, "a: 1\n", README, "hello\n")));
    try (GitRemote remote = open()) {
      var gone = new CommitId("0123456789abcdef0123456789abcdef01234567");
      History history = remote.history(Optional.of(gone), first);
      assertThat(history.changed()).containsExactly(ORDERS);
      assertThat(history.commits()).hasSize(1);
      assertThat(history.continuity()).isEqualTo(Continuity.BROKEN);
      assertThat(remote.history(Optional.empty(), first)).isEqualTo(history);
    }
  }

  @Test
  void tellsThatNothingHappenedSinceTheTip() {
    CommitId first = push(Optional.empty(), draft("One\n", Map.of(ORDERS, "a: 1\n")));
    try (GitRemote remote = open()) {
      assertThat(remote.history(Optional.of(first), first))
          .isEqualTo(new History(List.of(), Set.of(), Continuity.CONTINUED));
    }
  }

  @Test
  void saysThatAForcePushBrokeTheHistory() throws IOException {
    CommitId first = push(Optional.empty(), draft("One\n", Map.of(ORDERS, "a: 1\n")));
    CommitId lost =
        push(
            Optional.of(first),
            draft("Two\n", Map.of(README, "hello\n")),
            draft("Lost\n", Map.of(USERS, "b: 1\n")));
    forcePush(first);
    CommitId tip =
        push(
            Optional.of(first),
            draft("Three\n", Map.of(README, "bye\n")),
            draft("Four\n", Map.of(ORDERS, "a: 2\n")));
    assertBroken(lost, tip, Set.of(ORDERS, USERS), List.of("Three", "Four"));
  }

  @Test
  void saysThatTheHistoryIsBrokenWhenTheBranchWasSetBack() throws IOException {
    CommitId first = push(Optional.empty(), draft("One\n", Map.of(ORDERS, "a: 1\n")));
    CommitId lost = push(Optional.of(first), draft("Lost\n", Map.of(USERS, "b: 1\n")));
    forcePush(first);
    assertBroken(lost, first, Set.of(USERS), List.of());
  }

  private void assertBroken(
      CommitId lost, CommitId tip, Set<RepoPath> changed, List<String> messages) {
    try (GitRemote remote = open()) {
      assertThat(remote.tip()).isEqualTo(new At(tip));
      History history = remote.history(Optional.of(lost), tip);
      assertThat(history.continuity()).isEqualTo(Continuity.BROKEN);
      if (givesLostCommits()) {
        assertThat(history.changed()).isEqualTo(changed);
        assertThat(history.commits())
            .extracting(it -> it.message().strip())
            .containsExactlyElementsOf(messages);
      } else {
        assertThat(history).isEqualTo(remote.history(Optional.empty(), tip));
      }
    }
  }

  @Test
  void comparesAnyTwoCommits() throws IOException {
    CommitId first =
        push(Optional.empty(), draft("One\n", Map.of(ORDERS, "a: 1\n", README, "hello\n")));
    CommitId side = push(Optional.of(first), draft("Side\n", Map.of(USERS, "b: 1\n")));
    keepBranch("side", side);
    forcePush(first);
    CommitId tip =
        push(Optional.of(first), draft("Two\n", Map.of(ORDERS, "a: 2\n", README, "bye\n")));
    try (GitRemote remote = open()) {
      assertThat(remote.differences(first, side)).containsExactly(USERS);
      assertThat(remote.differences(side, tip)).containsExactlyInAnyOrder(ORDERS, USERS);
      assertThat(remote.differences(tip, tip)).isEmpty();
      assertThat(text(remote, side, USERS)).isEqualTo("b: 1\n");
    }
  }

  @Test
  void listsOnlyWhatConcernsTheLink() {
    var manifest = new RepoPath("manifest-acme.yaml");
    var other = new RepoPath("manifest-other.yaml");
    CommitId first =
        push(
            Optional.empty(),
            draft("One\n", Map.of(ORDERS, "a: 1\n", README, "x\n", manifest, "m\n", other, "o\n")));
    try (GitRemote remote = open()) {
      assertThat(remote.list(first)).containsExactlyInAnyOrder(ORDERS, manifest);
    }
  }

  @Test
  void readsOnlyFilesThatAreThere() {
    CommitId first = push(Optional.empty(), draft("One\n", Map.of(ORDERS, "a: 1\n")));
    try (GitRemote remote = open()) {
      assertThat(remote.read(first, Set.of(ORDERS, USERS))).containsOnlyKeys(ORDERS);
    }
  }

  @Test
  void readsNoMoreOfALongFileThanItsBound() {
    String text = "#".repeat(GitRemote.MOST_BYTES + 10);
    CommitId first = push(Optional.empty(), draft("One\n", Map.of(ORDERS, text)));
    try (GitRemote remote = open()) {
      assertThat(remote.read(first, Set.of(ORDERS)).get(ORDERS)).hasSize(GitRemote.MOST_BYTES);
    }
  }

  @Test
  void allowsToPush() {
    try (GitRemote remote = open()) {
      remote.checkPush();
    }
  }

  private static String text(GitRemote remote, CommitId at, RepoPath path) {
    return new String(remote.read(at, Set.of(path)).getOrDefault(path, new byte[0]), UTF_8);
  }
}
