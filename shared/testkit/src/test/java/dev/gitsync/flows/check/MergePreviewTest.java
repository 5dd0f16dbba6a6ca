package dev.gitsync.flows.check;

import static dev.gitsync.testkit.Fixtures.ACME;
import static dev.gitsync.testkit.Fixtures.ADA;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.check.FileChange;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.check.MergePreview.Range;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.testkit.Fixtures;
import dev.gitsync.testkit.InMemoryGit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MergePreviewTest {

  private static final String ALIASES = "aliases-acme.yaml";
  private static final String ORDERS = "models/orders.yaml";
  private static final String USERS = "models/users.yaml";
  private static final LinkLayout LAYOUT = new LinkLayout(ACME, "");

  private final InMemoryGit git = new InMemoryGit();

  private final CommitId base =
      git.commit(
          ADA,
          "Base",
          Map.of(ORDERS, "a: 1\nb: 1\nc: 1\nd: 1\n", ALIASES, "sources: {}\n", "README.md", "x"));

  /** A commit on top of the base that no branch leads to. */
  private CommitId head(Map<String, String> changes) {
    git.forcePush(base);
    CommitId head = git.commit(ADA, "Head", changes);
    git.forcePush(base);
    return head;
  }

  private MergePreview preview(CommitId target, CommitId head) {
    try (GitRemote remote =
        git.open(Fixtures.link().settings(), LAYOUT, Credentials.token("sync", "token"))) {
      return MergePreview.read(remote, LAYOUT, new Range(base, target, head));
    }
  }

  /** Each file as {@code before -> after}, with {@code -} where there is none. */
  private static Map<String, String> shown(MergePreview preview) {
    var shown = new TreeMap<String, String>();
    preview.files().forEach((path, change) -> shown.put(path.value(), shown(change)));
    return shown;
  }

  private static String shown(FileChange change) {
    return text(change.before()) + " -> " + text(change.after());
  }

  private static String text(Optional<byte[]> content) {
    return content.map(it -> new String(it, UTF_8).strip().replace("\n", "|")).orElse("-");
  }

  @Test
  void showsWhatThePullRequestChangesAndTheAliases() {
    CommitId head = head(Map.of(ORDERS, "", USERS, "u: 1\n"));
    assertThat(shown(preview(base, head)))
        .isEqualTo(
            Map.of(
                ORDERS, "a: 1|b: 1|c: 1|d: 1 -> -",
                USERS, "- -> u: 1",
                ALIASES, "sources: {} -> sources: {}"));
  }

  @Test
  void readsNothingWhereTheMergeConcernsNoFileOfTheLink() {
    CommitId head = head(Map.of("README.md", "y", "src/main.py", "z"));
    assertThat(preview(base, head).files()).isEmpty();
  }

  @Test
  void mergesWhatTheTargetHasChangedMeanwhile() {
    CommitId head = head(Map.of(ORDERS, "a: 1\nb: 1\nc: 1\nd: 2\n"));
    CommitId target = git.commit(ADA, "Meanwhile", Map.of(ORDERS, "a: 2\nb: 1\nc: 1\nd: 1\n"));
    MergePreview preview = preview(target, head);
    assertThat(shown(preview)).containsEntry(ORDERS, "a: 2|b: 1|c: 1|d: 1 -> a: 2|b: 1|c: 1|d: 2");
    assertThat(preview.clashing()).isEmpty();
  }

  @Test
  void saysWhereBothChangedTheSameLines() {
    CommitId head = head(Map.of(ORDERS, "a: 3\nb: 1\nc: 1\nd: 1\n", USERS, "u: 1\n"));
    CommitId target =
        git.commit(ADA, "Meanwhile", Map.of(ORDERS, "a: 2\nb: 1\nc: 1\nd: 1\n", USERS, "u: 2\n"));
    MergePreview preview = preview(target, head);
    assertThat(shown(preview))
        .containsEntry(ORDERS, "a: 2|b: 1|c: 1|d: 1 -> a: 3|b: 1|c: 1|d: 1")
        .containsEntry(USERS, "u: 2 -> u: 1");
    assertThat(preview.clashing()).isEqualTo(Set.of(new RepoPath(ORDERS), new RepoPath(USERS)));
  }

  @Test
  void doesNotBlameItForWhatOnlyTheTargetChanged() {
    CommitId head = head(Map.of(USERS, "u: 1\n"));
    CommitId target = git.commit(ADA, "Meanwhile", Map.of(ORDERS, "a: 2\n", ALIASES, "new: 1\n"));
    assertThat(shown(preview(target, head)))
        .isEqualTo(Map.of(USERS, "- -> u: 1", ALIASES, "new: 1 -> new: 1"));
  }
}
