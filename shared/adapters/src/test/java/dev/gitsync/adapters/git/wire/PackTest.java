package dev.gitsync.adapters.git.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitsync.testkit.CGitServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packs, against those of the git program. */
class PackTest {

  @TempDir Path folder;

  private static GitObject blob(String text) {
    return GitObject.of(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<ObjectId> ids(List<GitObject> objects) {
    return objects.stream().map(GitObject::id).toList();
  }

  @Test
  void readsWhatWasWritten() throws WireFailure {
    GitObject empty = blob("");
    GitObject base = blob("line of text\n".repeat(1000));
    GitObject similar = blob("line of text\n".repeat(1000) + "one more\n");
    byte[] pack = new PackWriter().add(empty).add(similar, base).add(base).bytes();
    assertThat(pack).hasSizeLessThan(250);
    assertThat(ids(PackReader.read(pack)))
        .containsExactlyInAnyOrder(empty.id(), base.id(), similar.id());
  }

  @Test
  void writesPacksThatGitReads() throws IOException {
    CGitServer.init(folder);
    GitObject base = blob("line of text\n".repeat(1000));
    GitObject similar = blob("line of text\n".repeat(1000) + "one more\n");
    Path pack = folder.resolve("test.pack");
    Files.write(pack, new PackWriter().add(similar, base).add(base).bytes());
    CGitServer.run(folder, "git", "index-pack", "--strict", pack.toString());
    assertThat(CGitServer.run(folder, "git", "verify-pack", "-v", pack.toString()))
        .contains(base.id().name(), similar.id().name());
  }

  @Test
  void readsDeltasOfGit() throws IOException {
    CGitServer.init(folder);
    var random = new Random(7);
    var text = new StringBuilder();
    for (int version = 0; version < 30; version++) {
      text.append(random.nextLong()).append('\n');
      Path file = folder.resolve("v" + version);
      Files.writeString(file, text);
      CGitServer.run(folder, "git", "hash-object", "-w", file.toString());
    }
    CGitServer.run(
        folder,
        "sh",
        "-c",
        "git cat-file --batch-all-objects --batch-check='%(objectname)' > ids;"
            + " git pack-objects -q --delta-base-offset --stdout < ids > ofs.pack;"
            + " git pack-objects -q --stdout < ids > ref.pack");
    List<ObjectId> all =
        Files.readAllLines(folder.resolve("ids")).stream().map(ObjectId::fromString).toList();
    for (String name : List.of("ofs.pack", "ref.pack")) {
      List<GitObject> read = PackReader.read(Files.readAllBytes(folder.resolve(name)));
      assertThat(ids(read)).containsExactlyInAnyOrderElementsOf(all);
    }
  }

  @Test
  void refusesPacksThatWereCutOffOrDamaged() {
    byte[] pack = new PackWriter().add(blob("text")).bytes();
    byte[] damaged = pack.clone();
    damaged[14] ^= 1;
    assertThatThrownBy(() -> PackReader.read(damaged)).isInstanceOf(WireFailure.class);
    assertThatThrownBy(() -> PackReader.read(Arrays.copyOf(pack, pack.length - 1)))
        .isInstanceOf(WireFailure.class);
  }
}
