package dev.gitsync.local.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.local.GitProgram;
import dev.gitsync.local.http.Loopback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CopyOnWriteArrayList;
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
  @TempDir private Path clone;

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

  @Test
  void tellsOfEachRefThatIsPushedToAndLetsThePushSucceedWhateverComesOfThat() throws Exception {
    var told = new CopyOnWriteArrayList<String>();
    try (GitServer git = GitServer.open(folder, ACCESS);
        Loopback front = Loopback.serve(git.handler())) {
      git.onPushed(
          pushed -> {
            throw new IllegalStateException("no time");
          });
      git.onPushed(pushed -> told.add(pushed.ref() + " " + pushed.tip()));
      String user = ACCESS.username() + ":" + ACCESS.password().replace(" ", "%20") + "@";
      git("init", "-q", ".");
      git("commit", "-q", "--allow-empty", "-m", "Begin");
      String url = front.uri().resolve(GitServer.PATH).toString().replace("//", "//" + user);
      git("push", "-q", url, "HEAD:main", "HEAD:refs/tags/one");
      String tip = git("rev-parse", "HEAD").strip();
      assertThat(told).containsExactlyInAnyOrder("refs/heads/main " + tip, "refs/tags/one " + tip);
      assertThat(git.branches()).containsExactly(new Pushed("refs/heads/main", tip));
      git("push", "-q", url, ":refs/tags/one");
      assertThat(told).hasSize(3).endsWith("refs/tags/one " + ObjectId.zeroId().name());
    }
  }

  private String git(String... arguments) throws Exception {
    GitProgram.Result result = GitProgram.run(clone, arguments);
    assertThat(result.code()).as(result.output()).isZero();
    return result.output();
  }
}
