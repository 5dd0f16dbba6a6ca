package dev.gitsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks of real checkouts. */
class OfflineCheckTest {
  private static final String ORDERS =
      """
      name: Orders
      source: shop
      type: raw_sql
      rawSql: SELECT id, email FROM orders
      primaryKey: id
      """;
  private static final String CRM =
      """
      model: orders
      destination: hub
      """;
  private static final String LOST =
      """
      CHECK-001 models/orders.yaml:1:1: the file is deleted, but sync "crm" uses the model. The \
      model stays in the workspace, but no file describes it any more. Bring the file back, or \
      delete syncs/crm.yaml too, or let it use another model. Affects sync "crm".
      leave model "orders": its file goes
      """;

  @TempDir private Path folder;
  private Path root;
  private Git git;

  @BeforeEach
  void start() throws Exception {
    root = folder.resolve("checkout");
    git = Git.init().setDirectory(root.toFile()).setInitialBranch("main").call();
    write(
        "manifest-acme.yaml",
        """
        sources:
          shop:
            name: Shop
            type: postgres
        destinations:
          hub:
            name: Hub
            type: hubspot
        """);
    write("models/orders.yaml", ORDERS);
    write("syncs/crm.yaml", CRM);
    commit();
    git.checkout().setName("change").setCreateBranch(true).call();
  }

  @AfterEach
  void stop() {
    git.close();
  }

  private void write(String path, String text) throws IOException {
    Files.createDirectories(root.resolve(path).getParent());
    Files.writeString(root.resolve(path), text);
  }

  private void commit() throws GitAPIException {
    git.add().addFilepattern(".").call();
    git.add().addFilepattern(".").setUpdate(true).call();
    git.commit().setSign(false).setAuthor("Ada", "ada@x.test").setMessage("Edit").call();
  }

  private CommandRun check(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "check";
    all[1] = root.toString();
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return CommandRun.of(all);
  }

  @Test
  void saysHowManyFilesAreValid() {
    assertThat(check()).isEqualTo(new CommandRun(0, "acme: 3 files are valid\n", ""));
  }

  @Test
  void saysEverythingThatIsWrong() throws IOException {
    write("models/orders.yaml", "name: Orders\nname: Again\n");
    write("syncs/crm.yaml", "model: orders\ndestination: nowhere\nowner: me\n");
    write("syncs/late.yml", CRM);

    assertThat(check())
        .isEqualTo(
            new CommandRun(
                1,
                """
                YAML-004 models/orders.yaml:2:1: key "name" appears twice. Keep one of them.
                REF-001 syncs/crm.yaml:1:8: model stands for no model of this workspace. Use a \
                model's slug or name, or add the model's file.
                REF-001 syncs/crm.yaml:2:14: destination stands for no destination of this \
                workspace. Use an id that the manifest lists, or an alias of one.
                FILE-002 syncs/crm.yaml:3:1: a sync has no field "owner". Remove it, or move it \
                into config if it belongs to a sync's destination.
                FILE-007 syncs/late.yml:1:1: files of a sync end in .yaml, in small letters. \
                Rename it with git mv; if the .yaml file is there too, keep one of them.
                acme: 5 problems
                """,
                ""));
  }

  @Test
  void namesTheSyncThatWouldBreak() throws Exception {
    Files.delete(root.resolve("models/orders.yaml"));
    commit();

    assertThat(check("--base", "main"))
        .isEqualTo(new CommandRun(1, LOST + "acme: 1 sync would break, 1 problem\n", ""));
  }

  @Test
  void countsWhatIsNotCommittedButNotWhatIsIgnored() throws IOException {
    write(".gitignore", "models/scratch.yaml\n");
    write("models/scratch.yaml", "broken: [");
    write("models/new.yaml", ORDERS.replace("Orders", "New"));
    write("syncs/crm.yaml", CRM + "description: Daily\n");

    assertThat(check("--base", "main"))
        .isEqualTo(
            new CommandRun(
                0,
                """
                create model "new"
                update sync "crm": description
                acme: 1 created, 1 updated
                """,
                ""));
  }

  @Test
  void leavesOutWhatOnlyTheOtherBranchChanged() throws Exception {
    git.checkout().setName("main").call();
    write("models/later.yaml", ORDERS);
    commit();
    git.checkout().setName("change").call();

    assertThat(check("--base", "main"))
        .isEqualTo(new CommandRun(0, "acme: No model or sync is touched\n", ""));
  }

  @Test
  void judgesNoSourcesWithoutAManifest() throws IOException {
    Files.delete(root.resolve("manifest-acme.yaml"));

    assertThat(check())
        .isEqualTo(
            new CommandRun(
                0,
                "workspace: 2 files are valid\n",
                """
                gitsync: there is no manifest-workspace.yaml that can be read, so nobody knows \
                which sources and destinations workspace has: references to them are not judged
                """));
  }

  @Test
  void followsNoSymbolicLinks() throws IOException {
    Files.delete(root.resolve("models/orders.yaml"));
    Files.delete(root.resolve("syncs/crm.yaml"));
    Path outside = Files.writeString(folder.resolve("outside.yaml"), ORDERS);
    Files.createSymbolicLink(root.resolve("models/orders.yaml"), outside);

    assertThat(check())
        .isEqualTo(
            new CommandRun(
                1,
                """
                FILE-009 models/orders.yaml:1:1: this is a symbolic link or a submodule, which is \
                not followed. Replace it by a regular file.
                acme: 1 problem
                """,
                ""));
  }

  @Test
  void printsNamesThatATerminalCannotObey() throws IOException {
    write("models/\u009b31m\u202e.yaml", ORDERS);

    assertThat(check().out()).contains("FILE-007 models/?31m?.yaml:1:1:").doesNotContain("\u009b");
  }

  @Test
  void checksFoldersBelowTheRoot() throws IOException {
    write("data/models/orders.yaml", "name: [");

    assertThat(check("--path", "data/").out()).startsWith("YAML-").contains("data/models/orders.");
  }

  @Test
  void endsWithFourWhenItCannotTell() {
    assertThat(check("--base", "gone"))
        .isEqualTo(
            new CommandRun(
                4,
                "",
                "gitsync: There is no commit \"gone\" in this clone. Fetch the branch that you"
                    + " compare with.\n"));
    assertThat(check("--only", "other"))
        .isEqualTo(
            new CommandRun(
                4,
                "",
                "gitsync: There is no manifest-other.yaml at the root of the repository.\n"));
    assertThat(CommandRun.of("check", folder.toString()).code()).isEqualTo(4);
  }

  @Test
  void asksForTheHistoryThatAShallowCloneLacks() throws Exception {
    write("models/new.yaml", ORDERS);
    commit();
    Path shallow = folder.resolve("shallow");
    Git.cloneRepository()
        .setURI(root.toUri().toString())
        .setBranch("change")
        .setDepth(1)
        .setDirectory(shallow.toFile())
        .call()
        .close();

    assertThat(CommandRun.of("check", shallow.toString(), "--base", "main"))
        .isEqualTo(
            new CommandRun(
                4,
                "",
                "gitsync: There is no commit \"main\" in this clone. The clone is shallow: fetch all"
                    + " of the history (git fetch --unshallow; in CI fetch-depth: 0 or the"
                    + " like).\n"));
  }

  @Test
  void refusesArgumentsThatMakeNoSense() {
    assertThat(check("--path", "../elsewhere").code()).isEqualTo(2);
    assertThat(check("--only", "Not An Id").code()).isEqualTo(2);
    assertThat(check("--format", "pdf").code()).isEqualTo(2);
  }

  @Test
  void writesTheReportToAFileAndTextToTheTerminal() throws IOException {
    Path file = folder.resolve("report.txt");

    assertThat(check("--output", file.toString()))
        .isEqualTo(new CommandRun(0, "acme: 3 files are valid\n", ""));
    assertThat(file).hasContent("acme: 3 files are valid\n");
  }
}
