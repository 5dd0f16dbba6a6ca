package dev.gitsync.local.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitServerTest {
  private static final GitAccess ACCESS = new GitAccess("ada", "no password");

  @TempDir private Path folder;

  private void open() {
    GitServer.open(folder, ACCESS).close();
  }

  private Repository repository() throws IOException {
    return new RepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
  }

  private RefUpdate.Result update(String ref) throws IOException {
    try (Repository repository = repository();
        ObjectInserter inserter = repository.newObjectInserter()) {
      ObjectId blob = inserter.insert(Constants.OBJ_BLOB, Constants.encode("anything"));
      inserter.flush();
      RefUpdate update = repository.updateRef(ref);
      update.setNewObjectId(blob);
      return update.update();
    }
  }

  @Test
  void opensARepositoryThatAKilledServerLeftLocked() throws Exception {
    open();
    Path lock = folder.resolve("refs/tags/one.lock");
    Files.createDirectories(lock.getParent());
    Files.writeString(lock, "");
    assertThat(update("refs/tags/one")).isEqualTo(RefUpdate.Result.LOCK_FAILURE);
    Files.writeString(folder.resolve("refs/heads/.probe-one"), "");
    Files.writeString(folder.resolve("gc.pid"), "1 here");
    Files.writeString(folder.resolve("config.lock"), "");
    Files.writeString(folder.resolve("packed-refs.lock"), "");
    open();
    assertThat(update("refs/tags/one")).isEqualTo(RefUpdate.Result.NEW);
    assertThat(folder.resolve("refs/heads/.probe-one")).doesNotExist();
    assertThat(folder.resolve("gc.pid")).doesNotExist();
    assertThat(folder.resolve("config.lock")).doesNotExist();
    assertThat(folder.resolve("packed-refs.lock")).doesNotExist();
  }

  @Test
  void completesARepositoryThatAKilledServerHadBegun() throws Exception {
    try (Repository repository = repository()) {
      repository.create(true);
    }
    open();
    try (Repository repository = repository()) {
      assertThat(repository.getConfig().getBoolean("http", "receivepack", false)).isTrue();
      assertThat(repository.getFullBranch()).isEqualTo("refs/heads/main");
    }
  }
}
