package dev.gitsync.core.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.check.Check.Cause;
import dev.gitsync.core.check.Check.Effect;
import dev.gitsync.core.check.Check.FieldChange;
import dev.gitsync.core.check.Check.Finding;
import dev.gitsync.core.check.Check.Outcome;
import dev.gitsync.core.check.Check.Severity;
import dev.gitsync.core.problem.Problem;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.core.tree.TreePath;
import dev.gitsync.core.yaml.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What reviewers read. With {@code -Dgolden.rewrite} the expected files are written anew. */
class CheckTextTest {

  private static final Path GOLDEN = Path.of("src/test/resources/check");
  private static final ResourceRef ORDERS = ResourceRef.model(new Slug("orders"));
  private static final ResourceRef CRM = ResourceRef.sync(new Slug("orders-to-crm"));
  private static final RepoPath ORDERS_FILE = new RepoPath("models/orders.yaml");
  private static final RepoPath CRM_FILE = new RepoPath("syncs/orders-to-crm.yaml");

  private static final CheckText LINKED =
      new CheckText(
          ref -> Optional.of("https://git.example/acme/blob/main/" + ref.slug() + ".yaml"));

  private static Check check(String workspace, List<Finding> findings, List<Effect> effects) {
    return new Check(new WorkspaceId(workspace), findings, effects);
  }

  private static Finding breaking() {
    return new Finding(
        Severity.ERROR,
        new Problem(
            "CHECK-001",
            ORDERS_FILE,
            Position.START,
            "the file goes, but sync \"orders-to-crm\" uses the model.",
            "Keep the file, or have the sync use another model in the same pull request."),
        Optional.of(CRM));
  }

  private static Effect update(String before, String after) {
    return new Effect(
        ORDERS,
        "Orders",
        ORDERS_FILE,
        Outcome.UPDATE,
        List.of(
            new FieldChange(
                TreePath.of("rawSql"), Optional.of(new Text(before)), Optional.of(new Text(after))),
            new FieldChange(
                TreePath.of("description"), Optional.empty(), Optional.of(new Text("All")))));
  }

  private static Effect left(Cause cause) {
    return new Effect(
        CRM, "orders-to-crm", CRM_FILE, Outcome.LEAVE, cause, List.of(), Optional.empty());
  }

  private static void assertGolden(String name, String text) throws IOException {
    Path file = GOLDEN.resolve(name);
    if (System.getProperty("golden.rewrite") != null) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, text);
    }
    assertThat(text).isEqualTo(Files.readString(file, UTF_8));
  }

  @Test
  void commentsOnAllWorkspacesAtOnce() throws IOException {
    String sql = "SELECT\n  id,\n  email\nFROM orders";
    Check staging =
        check(
            "acme-staging",
            List.of(breaking()),
            List.of(update(sql, sql.replace("email", "phone")), left(Cause.WORKSPACE_COUNTS)));
    Check production = check("acme-production", List.of(), List.of(update("SELECT 1", "SELECT 2")));
    String text =
        LINKED.comment(
            List.of(staging, production), "git-sync-check", "Kept current by Git Sync.", 30_000);
    assertGolden("comment.md", text);
  }

  @Test
  void showsTextsOfUsersAsTheyAre() throws IOException {
    String hostile = "```\n</details>\n@ada <!-- x --> | `code` **bold** https://example.com";
    Finding finding =
        new Finding(
            Severity.WARNING,
            new Problem("CHECK-005", ORDERS_FILE, Position.START, hostile, "Do | this."),
            Optional.empty());
    Check check = check("acme", List.of(finding), List.of(update(hostile, "x")));
    assertGolden("hostile.md", CheckText.PLAIN.body(check, 30_000));
  }

  @Test
  void leavesOutWholeRowsWhereThereIsNoRoom() {
    List<Effect> effects =
        IntStream.range(0, 1_000).mapToObj(i -> update("SELECT " + i, "SELECT x")).toList();
    Check check = check("acme", List.of(), effects);
    String text = CheckText.PLAIN.comment(List.of(check, check), "marker", "The end.", 5_000);
    assertThat(text.length()).isLessThanOrEqualTo(5_000);
    assertThat(text).contains("more resources are not shown here").endsWith("The end.\n");
    assertThat(text.lines().filter(line -> line.startsWith("| model")))
        .allMatch(line -> line.endsWith("|"));
  }

  @Test
  void saysInAFewWordsWhatHappens() {
    assertThat(CheckText.title(check("acme", List.of(), List.of())))
        .isEqualTo("Nothing that concerns acme");
    assertThat(CheckText.title(check("acme", List.of(breaking()), List.of())))
        .isEqualTo("1 sync would break");
    assertThat(
            CheckText.title(
                check("acme", List.of(), List.of(update("a", "b"), left(Cause.DELETION)))))
        .isEqualTo("1 is updated, 1 is left");
  }
}
