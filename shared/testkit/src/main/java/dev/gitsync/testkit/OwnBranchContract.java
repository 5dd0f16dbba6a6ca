package dev.gitsync.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemote.At;
import dev.gitsync.flows.port.GitRemote.BranchCommit;
import dev.gitsync.flows.port.GitRemote.CommitDraft;
import dev.gitsync.flows.port.GitRemote.Continuity;
import dev.gitsync.flows.port.GitRemote.HeadMoved;
import dev.gitsync.flows.port.GitRemote.History;
import dev.gitsync.flows.port.GitRemote.Merges;
import dev.gitsync.flows.port.GitRemote.Missing;
import dev.gitsync.flows.port.GitRemote.Pushed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link GitRemote} does with branches of ours beside the one of the link. */
abstract class OwnBranchContract {

  private static final String MAIN = "main";
  private static final String OURS = "gitsync/acme/0123abcd";
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
  private static final RepoPath ORDERS = new RepoPath("models/orders.yaml");
  private static final RepoPath USERS = new RepoPath("models/users.yaml");
  private static final RepoPath README = new RepoPath("README.md");

  /** A branch of a repository that begins empty; each call opens the same repository anew. */
  protected abstract GitRemote open(String branch);

  private static CommitDraft draft(String message, Map<RepoPath, String> files) {
    return new CommitDraft(files, Person.SERVICE, NOON, message);
  }

  private CommitId onMain(Optional<CommitId> tip, CommitDraft draft) {
    try (GitRemote remote = open(MAIN)) {
      return ((Pushed) remote.push(tip, List.of(draft))).tip();
    }
  }

  private CommitId branchOff(CommitId from, CommitDraft... drafts) {
    try (GitRemote remote = open(OURS)) {
      return ((Pushed) remote.branchOff(from, List.of(drafts))).tip();
    }
  }

  @Test
  void makesABranchThatWasMissingAndLeavesTheOtherAlone() {
    CommitId base = onMain(Optional.empty(), draft("One\n", Map.of(ORDERS, "a: 1\n")));
    try (GitRemote remote = open(OURS)) {
      assertThat(remote.tip()).isEqualTo(new Missing());
    }
    CommitId tip =
        branchOff(
            base,
            draft("Two\n", Map.of(ORDERS, "a: 2\n")),
            draft("Three\n", Map.of(USERS, "b: 1\n")));
    try (GitRemote remote = open(OURS);
        GitRemote main = open(MAIN)) {
      assertThat(remote.tip()).isEqualTo(new At(tip));
      assertThat(main.tip()).isEqualTo(new At(base));
      History history = remote.history(Optional.of(base), tip);
      assertThat(history.continuity()).isEqualTo(Continuity.CONTINUED);
      assertThat(history.changed()).containsExactlyInAnyOrder(ORDERS, USERS);
      assertThat(history.commits())
          .extracting(it -> it.message().strip())
          .containsExactly("Two", "Three");
    }
  }

  @Test
  void addsToTheBranchThatItMade() {
    CommitId base = onMain(Optional.empty(), draft("One\n", Map.of(ORDERS, "a: 1\n")));
    CommitId tip = branchOff(base, draft("Two\n", Map.of(ORDERS, "a: 2\n")));
    try (GitRemote remote = open(OURS)) {
      var more = List.of(draft("Three\n", Map.of(ORDERS, "a: 3\n")));
      assertThat(remote.push(Optional.of(base), more)).isEqualTo(new HeadMoved());
      CommitId now = ((Pushed) remote.push(Optional.of(tip), more)).tip();
      assertThat(remote.tip()).isEqualTo(new At(now));
    }
  }

  @Test
  void makesNoBranchWhereThereIsOne() {
    CommitId base = onMain(Optional.empty(), draft("One\n", Map.of(ORDERS, "a: 1\n")));
    CommitId tip = branchOff(base, draft("Two\n", Map.of(ORDERS, "a: 2\n")));
    try (GitRemote remote = open(OURS)) {
      var other = List.of(draft("Other\n", Map.of(ORDERS, "a: 9\n")));
      assertThat(remote.branchOff(base, other)).isEqualTo(new HeadMoved());
      assertThat(remote.tip()).isEqualTo(new At(tip));
    }
  }

  @Test
  void mergesTheOtherBranchWithAllItsFiles() {
    CommitId base =
        onMain(Optional.empty(), draft("One\n", Map.of(ORDERS, "a: 1\n", README, "one\n")));
    CommitId ours = branchOff(base, draft("Two\n", Map.of(ORDERS, "a: 2\n", USERS, "b: 1\n")));
    CommitId theirs =
        onMain(Optional.of(base), draft("Three\n", Map.of(ORDERS, "a: 3\n", README, "two\n")));
    try (GitRemote remote = open(OURS)) {
      assumeTrue(remote.merges() == Merges.MADE, "this host makes no merges");
      var merge =
          new CommitDraft(
              Map.of(ORDERS, "a: 23\n", USERS, "b: 1\n"),
              Set.of(),
              Person.SERVICE,
              NOON,
              "Merge\n",
              Optional.of(theirs));
      CommitId tip = ((Pushed) remote.push(Optional.of(ours), List.of(merge))).tip();
      assertThat(text(remote, tip, ORDERS)).isEqualTo("a: 23\n");
      assertThat(text(remote, tip, README)).isEqualTo("two\n");
      History sinceOurs = remote.history(Optional.of(ours), tip);
      assertThat(sinceOurs.continuity()).isEqualTo(Continuity.CONTINUED);
      History sinceTheirs = remote.history(Optional.of(theirs), tip);
      assertThat(sinceTheirs.continuity()).isEqualTo(Continuity.CONTINUED);
      assertThat(sinceTheirs.changed()).containsExactlyInAnyOrder(ORDERS, USERS);
      assertThat(sinceTheirs.commits())
          .extracting(BranchCommit::message)
          .extracting(String::strip)
          .containsExactlyInAnyOrder("Two", "Merge");
    }
  }

  @Test
  void tellsWhatAMergeBringsFromWhatItHasMadeItself() {
    CommitId base = onMain(Optional.empty(), draft("One\n", Map.of(ORDERS, "a: 1\n")));
    CommitId ours = branchOff(base, draft("Two\n", Map.of(ORDERS, "a: 2\n")));
    CommitId theirs =
        onMain(Optional.of(base), draft("Three\n", Map.of(ORDERS, "a: 3\n", USERS, "b: 1\n")));
    try (GitRemote remote = open(OURS)) {
      assumeTrue(remote.merges() == Merges.MADE, "this host makes no merges");
      var merge =
          new CommitDraft(
              Map.of(ORDERS, "a: 23\n"),
              Set.of(),
              Person.SERVICE,
              NOON,
              "Merge\n",
              Optional.of(theirs));
      CommitId tip = ((Pushed) remote.push(Optional.of(ours), List.of(merge))).tip();
      History history = remote.history(Optional.of(ours), tip);
      assertThat(history.changed()).containsExactlyInAnyOrder(ORDERS, USERS);
      assertThat(history.commits())
          .extracting(BranchCommit::touched)
          .containsExactly(Set.of(ORDERS, USERS), Set.of(ORDERS, USERS));
      assertThat(history.commits())
          .extracting(BranchCommit::edited)
          .containsExactly(Set.of(ORDERS, USERS), Set.of(ORDERS));
    }
  }

  private static String text(GitRemote remote, CommitId at, RepoPath path) {
    return new String(remote.read(at, Set.of(path)).getOrDefault(path, new byte[0]), UTF_8);
  }
}
