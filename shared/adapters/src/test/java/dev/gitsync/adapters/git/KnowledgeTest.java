package dev.gitsync.adapters.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.adapters.git.KnownServers.Files;
import dev.gitsync.adapters.git.KnownServers.Modern;
import dev.gitsync.adapters.git.KnownServers.Rung;
import dev.gitsync.adapters.git.wire.Capabilities;
import dev.gitsync.adapters.git.wire.GitObject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;

class KnowledgeTest {

  private static final GitObject BLOB = GitObject.of(Constants.OBJ_BLOB, "a: 1\n".getBytes(UTF_8));
  private static final Modern SERVER =
      new Modern(
          new Capabilities(Map.of("fetch", "shallow filter", "agent", "git/2.47")),
          Rung.TREE_1,
          Files.WITH_COMMIT);

  private static Knowledge of(GitObject... objects) {
    return new Knowledge(SERVER, ObjectId.zeroId(), List.of(objects));
  }

  @Test
  void saysTheSameWhenItIsReadAgain() {
    Knowledge read = Knowledge.read(of(BLOB).write().orElseThrow()).orElseThrow();
    assertThat(read.server()).isEqualTo(SERVER);
    assertThat(read.tip()).isEqualTo(ObjectId.zeroId());
    assertThat(read.objects()).extracting(GitObject::id).containsExactly(BLOB.id());
  }

  @Test
  void isNotKeptWhenItIsTooLong() {
    var noise = new byte[LinkMemory.MOST_BYTES + 1];
    new Random(1).nextBytes(noise);
    assertThat(of(GitObject.of(Constants.OBJ_BLOB, noise)).write()).isEmpty();
  }

  @Test
  void isNothingWhenItIsDamaged() {
    byte[] good = of(BLOB).write().orElseThrow();
    assertThat(Knowledge.read(new byte[0])).isEmpty();
    assertThat(Knowledge.read(Arrays.copyOf(good, good.length / 2))).isEmpty();
    assertThat(Knowledge.read("something else".getBytes(UTF_8))).isEmpty();
  }
}
