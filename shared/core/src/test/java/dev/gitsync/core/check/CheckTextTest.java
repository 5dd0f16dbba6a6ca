package dev.gitsync.core.check;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CheckTextTest {

  private static final String MARKER = "git-sync: check";

  @Test
  void saysHowManyWereLeftOutWhereThereIsNoRoom() {
    String text = CheckText.body(check("acme", 200, 500), 8_000);

    assertThat(text)
        .hasSizeLessThanOrEqualTo(8_000)
        .contains("more findings left out for want of room.")
        .contains("more resources left out for want of room.")
        .contains("more diffs left out for want of room.");
  }

  @Test
  void keepsToItsLimitWhateverTheWorkspacesSay() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    for (int run = 0; run < 200; run++) {
      int limit = 2_000 + random.nextInt(40_000);
      var checks = new ArrayList<Check>();
      for (int i = random.nextInt(40); i >= 0; i--) {
        checks.add(check("w" + i, random.nextInt(60), random.nextInt(60)));
      }

      String text = CheckText.comment(checks, MARKER, "Footer.", limit);

      assertThat(text)
          .as("seed %d, run %d", seed, run)
          .hasSizeLessThanOrEqualTo(limit)
          .startsWith("<!-- " + MARKER + " -->\n")
          .endsWith("\n---\nFooter.\n");
      assertThat(count(text, "\n<details>")).isEqualTo(count(text, "\n</details>\n"));
      assertThat(count(text, "\n```diff\n")).isEqualTo(count(text, "\n```\n"));
      assertThat(count(text, "<!--")).isEqualTo(1);
    }
  }

  @Test
  void saysOneAndMany() {
    assertThat(CheckText.title(check("acme", 1, 0))).isEqualTo("1 problem");
    assertThat(CheckText.title(check("acme", 2, 0))).isEqualTo("2 problems");
    assertThat(CheckText.title(check("acme", 0, 0))).isEqualTo("No model or sync is touched");
    assertThat(CheckText.title(check("acme", 0, 2))).isEqualTo("2 updated");
  }

  @Test
  void leavesNothingOfWhatSomebodyWroteAsMarkup() {
    assertThat(Markdown.text("<b>*x*</b> @ada #1 [l](http://x) www.x | `y`"))
        .isEqualTo(
            "&lt;b&gt;\\*x\\*&lt;/b&gt; @\u200bada \\#\u200b1 \\[l\\]\\(http\\://x\\) www\\.x \\|"
                + " \\`y\\`");
    assertThat(Markdown.code("a``b|c\n<!-- d --> @e\u202e"))
        .isEqualTo("```a``b\\|c <!\u200b-- d --> @\u200be\ufffd```");
    assertThat(Markdown.diff("-```\n+````\n")).isEqualTo("`````diff\n-```\n+````\n`````\n");
  }

  private static Check check(String workspace, int findings, int effects) {
    var found = new ArrayList<Finding>();
    for (int i = 0; i < findings; i++) {
      var problem =
          new Problem(
              "FILE-003",
              new RepoPath("models/m" + i + ".yaml"),
              new Position(i + 1, 1),
              "name <!-- " + MARKER + " --> is missing.",
              "Add it.");
      found.add(new Finding(Severity.ERROR, problem, Optional.empty()));
    }
    var happens = new ArrayList<Effect>();
    for (int i = 0; i < effects; i++) {
      var ref = ResourceRef.model(new Slug("m" + i));
      var field =
          new FieldChange(
              TreePath.of("name"),
              Optional.of(new Text("old <!-- " + i)),
              Optional.of(new Text("new </details> " + i)));
      happens.add(
          new Effect(
              ref,
              "Name " + i,
              new RepoPath("models/m" + i + ".yaml"),
              Outcome.UPDATE,
              List.of(field)));
    }
    return new Check(new WorkspaceId(workspace), found, happens);
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }
}
