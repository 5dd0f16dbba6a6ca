package dev.gitsync.local;

import static dev.gitsync.local.Visitor.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.local.Visitor.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Both directions from end to end: HTTP, queues, functions, tables, and the plain git program; with
 * functions in this process, and in processes of their own as on Lambda.
 */
@ParameterizedClass
@MethodSource("functions")
class TwoWaySyncTest {
  enum Functions {
    IN_PROCESS,
    ISOLATED
  }

  private static final String STAGING = "acme-staging";
  private static final String PRODUCTION = "acme-production";

  @TempDir private static Path folder;

  @SuppressWarnings("NullAway.Init") // the method below sets them
  private static LocalSystem system;

  @SuppressWarnings("NullAway.Init")
  private static Visitor visitor;

  static List<Functions> functions() {
    return OS.LINUX.isCurrentOs() ? List.of(Functions.values()) : List.of(Functions.IN_PROCESS);
  }

  @BeforeParameterizedClassInvocation
  static void start(Functions functions) throws Exception {
    LocalOptions options = LocalOptions.of(0, folder.resolve(functions.name()));
    system = LocalSystem.start(functions == Functions.ISOLATED ? options.isolated() : options);
    var local = LocalFile.of(system, Seed.plant(system, List.of(), line -> {}));
    visitor = Visitor.of(local, folder);
  }

  @AfterParameterizedClassInvocation
  static void stop(Functions functions) throws Exception {
    visitor.close();
    system.close();
    if (system.logs().isPresent()) {
      KeptLogs.keep(system.logs().get(), "two-way-sync");
    }
    Path repository = folder.resolve(functions.name()).resolve("repository.git");
    GitProgram.Result result = GitProgram.run(repository, "fsck", "--strict");
    assertThat(result.code()).as(result.output()).isZero();
    assertThat(result.output()).doesNotContain("error", "warning");
  }

  /** Runs all of this class with functions like these. */
  TwoWaySyncTest(Functions functions) {
    assertThat(system.logs().isPresent()).isEqualTo(functions == Functions.ISOLATED);
  }

  private static Answer patchSql(String id, String sql, String... headers) throws Exception {
    String body = "{\"raw\":{\"sql\":\"" + sql + "\"}}";
    return visitor.call(STAGING, "PATCH", "/models/" + id, body, headers);
  }

  @Test
  void makesACommitOfAnEditAndLeavesTheRestOfTheFileAlone() throws Exception {
    String id = visitor.createModel("commented");
    String path = "models/commented.yaml";
    visitor.write(
        path,
        "# Owned by finance\n"
            + visitor.read(path).replace("isSchema: false", "isSchema: false # as always"));
    String commented = visitor.push("Explain");
    Answer answer =
        patchSql(
            id,
            "SELECT 2\\nFROM t",
            "Git-Sync-User-Name",
            "Zo%C3%AB",
            "Git-Sync-User-Email",
            "zoe@acme.example");
    assertThat(answer.status()).isEqualTo(200);
    await(() -> visitor.read(path).contains("SELECT 2"));
    String commits = commented + "..HEAD";
    assertThat(visitor.git("log", "--format=%an <%ae>|%cn|%s", commits))
        .isEqualTo("Zoë <zoe@acme.example>|Git Sync|Update model \"commented\"\n");
    assertThat(visitor.git("log", "--format=%(trailers:keyonly,separator=%x2C)", commits).strip())
        .isEqualTo("Git-Sync-Workspace,Git-Sync-Direction,Git-Sync-Change");
    assertThat(
            visitor
                .git("diff", "-U0", commented, "HEAD")
                .lines()
                .filter(l -> l.matches("[-+] *\\w.*")))
        .containsExactly("-rawSql: SELECT 1", "+rawSql: |-", "+  SELECT 2", "+  FROM t");
  }

  @Test
  void makesTenCommitsOfTenEditsMadeAtOnce() throws Exception {
    String id = visitor.createModel("busy");
    long before = edits("busy");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> answers =
          IntStream.range(0, 10)
              .mapToObj(i -> threads.submit(() -> patchSql(id, "SELECT 'edit " + i + "'")))
              .toList();
      for (Future<Answer> answer : answers) {
        assertThat(answer.get().status()).isEqualTo(200);
      }
    }
    await(() -> edits("busy") == before + 10);
    String sql = visitor.find(STAGING, "models", "busy").at("/raw/sql").asString();
    assertThat(visitor.read("models/busy.yaml")).contains(sql);
  }

  private static long edits(String name) throws Exception {
    return visitor.subjects().stream().filter(("Update model \"" + name + "\"")::equals).count();
  }

  @Test
  void takesOverWhatIsPushedWithoutAnEcho() throws Exception {
    visitor.createModel("edited");
    String model = visitor.read("models/edited.yaml");
    visitor.write("models/edited.yaml", model.replace("SELECT 1", "SELECT 'by hand'"));
    visitor.write("models/added.yaml", model.replace("name: edited", "name: Added"));
    visitor.write(
        "syncs/added-to-crm.yaml",
        """
        model: added
        destination: crm
        config: {mode: insert, mappings: []}
        schedule: {type: manual}
        schedulePaused: true
        """);
    String commit = visitor.push("Edit by hand");
    visitor.pull(STAGING);
    await(() -> !visitor.id(STAGING, "syncs", "added-to-crm").isEmpty());
    assertThat(visitor.find(STAGING, "models", "edited").at("/raw/sql").asString())
        .isEqualTo("SELECT 'by hand'");
    Answer activity = visitor.call(STAGING, "GET", "/git-sync/activity?limit=50", "");
    assertThat(
            activity
                .at("/data")
                .valueStream()
                .filter(it -> it.at("/commit").asString("").equals(commit)))
        .extracting(it -> it.at("/direction").asString() + " " + it.at("/resource/slug").asString())
        .contains("INBOUND edited", "INBOUND added", "INBOUND added-to-crm");
    await(() -> status(STAGING).at("/pendingChanges").asInt() == 0);
    assertThat(visitor.git("log", "--format=%s", commit + "..origin/main")).doesNotContain("added");
  }

  private static Answer status(String workspace) throws Exception {
    return visitor.call(workspace, "GET", "/git-sync/status", "");
  }

  @Test
  void appliesTheGoodFileAndNamesTheBrokenOne() throws Exception {
    visitor.createModel("good");
    String model = visitor.read("models/good.yaml");
    visitor.write("models/good.yaml", model.replace("SELECT 1", "SELECT 'good'"));
    visitor.write("models/broken.yaml", "name: Broken\nsource: aliased-postgres\nname: Twice\n");
    visitor.push("One good, one broken");
    visitor.pull(STAGING);
    await(() -> status(STAGING).at("/problemCount").asInt() == 1);
    assertThat(visitor.find(STAGING, "models", "good").at("/raw/sql").asString())
        .isEqualTo("SELECT 'good'");
    var problem = status(STAGING).at("/problems/0");
    assertThat(problem.at("/file").asString()).isEqualTo("models/broken.yaml");
    assertThat(problem.at("/line").asInt()).isEqualTo(3);
    assertThat(problem.at("/column").asInt()).isEqualTo(1);
    assertThat(problem.at("/message").asString()).contains("name").contains("twice");
    assertThat(problem.at("/remedy").asString()).isNotEmpty();
    visitor.delete("models/broken.yaml");
    visitor.push("Remove the broken one");
    visitor.pull(STAGING);
    await(() -> status(STAGING).at("/problemCount").asInt() == 0);
  }

  @Test
  void keepsTheResourceOfADeletedFileAndWritesItAgainOnAResync() throws Exception {
    String id = visitor.createModel("deleted");
    visitor.delete("models/deleted.yaml");
    visitor.push("Delete");
    visitor.pull(STAGING);
    assertThat(visitor.call(STAGING, "GET", "/models/" + id, "").status()).isEqualTo(200);
    Answer plan = visitor.call(STAGING, "POST", "/git-sync/resync?dryRun=true", "");
    assertThat(plan.at("/writes").valueStream())
        .extracting(it -> it.at("/action").asString() + " " + it.at("/file").asString())
        .contains("create models/deleted.yaml");
    assertThat(visitor.exists("models/deleted.yaml")).isFalse();
    assertThat(visitor.call(STAGING, "POST", "/git-sync/resync", "").status()).isEqualTo(202);
    await(() -> visitor.exists("models/deleted.yaml"));
    await(() -> status(STAGING).at("/resync").asString().equals("none"));
  }

  @Test
  void bringsAnEditFromOneWorkspaceToAnotherThroughAliases() throws Exception {
    String id = visitor.id(STAGING, "models", "stocking-list");
    assertThat(patchSql(id, "SELECT 'shared'").status()).isEqualTo(200);
    await(() -> visitor.read("models/stocking-list.yaml").contains("SELECT 'shared'"));
    visitor.pull(PRODUCTION);
    await(
        () ->
            visitor
                .find(PRODUCTION, "models", "stocking-list")
                .at("/raw/sql")
                .asString()
                .equals("SELECT 'shared'"));
    String source = visitor.id(PRODUCTION, "sources", "production-postgres");
    assertThat(visitor.find(PRODUCTION, "models", "stocking-list").at("/sourceId").asString())
        .isEqualTo(source);
    assertThat(visitor.read("models/stocking-list.yaml")).contains("source: aliased-postgres");
  }
}
