package dev.gitsync.flows.port;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.port.GitRemote.CommitDraft;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CommitDraftTest {

  @Test
  void doesNotWriteAndDeleteOneFile() {
    var path = new RepoPath("models/a.yaml");
    assertThatThrownBy(
            () ->
                new CommitDraft(
                    Map.of(path, "a: 1\n"), Set.of(path), Person.SERVICE, Instant.EPOCH, "Edit\n"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
