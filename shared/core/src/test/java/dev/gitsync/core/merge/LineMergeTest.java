package dev.gitsync.core.merge;

import static dev.gitsync.core.merge.Documents.rawSql;
import static dev.gitsync.core.merge.Documents.sql;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.merge.MergeRule.Extent;
import dev.gitsync.core.merge.ThreeWayMerge.Merged;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.core.tree.TreePath;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class LineMergeTest {

  private static Merged merge(Mapping base, Mapping workspace, Mapping git) {
    return ResourceMerge.merge(base, workspace, git, MergeRule.WORKSPACE);
  }

  private static void assertMerged(Merged merged, Mapping document) {
    assertThat(merged.document()).isEqualTo(document);
    assertThat(merged.conflicts()).isEmpty();
  }

  @Test
  void keepsEditsOfDifferentLines() {
    assertMerged(
        merge(
            sql("select", "a,", "b", "from t"),
            sql("select", "a,", "b", "from u"),
            sql("select", "x,", "b", "from t")),
        sql("select", "x,", "b", "from u"));
  }

  @Test
  void seesNoConflictInTheSameEdit() {
    assertMerged(
        merge(
            sql("a", "b", "c", "d", "e"),
            sql("a", "X", "c", "d", "W"),
            sql("G", "-", "a", "X", "c", "d", "e")),
        sql("G", "-", "a", "X", "c", "d", "W"));
  }

  @Test
  void tellsOfEditsOfTheSameLineAndMergesTheOthers() {
    Mapping workspace = sql("a", "w", "c", "d", "e");
    Mapping git = sql("a", "g", "c", "d", "G");
    Merged merged = merge(sql("a", "b", "c", "d", "e"), workspace, git);

    assertThat(merged.document()).isEqualTo(sql("a", "w", "c", "d", "G"));
    assertThat(merged.conflicts())
        .containsExactly(
            new Conflict(TreePath.of("rawSql"), workspace.get("rawSql"), git.get("rawSql")));
  }

  @Test
  void takesTheWholeTextOfASideWhereTheRuleSaysSo() {
    var rule = new MergeRule(Side.GIT, Extent.WHOLE, Set.of(), Set.of());
    Mapping git = sql("a", "g", "c", "d", "e");
    Merged merged =
        ResourceMerge.merge(sql("a", "b", "c", "d", "e"), sql("a", "w", "c", "d", "W"), git, rule);

    assertThat(merged.document()).isEqualTo(git);
    assertThat(merged.conflicts()).hasSize(1);
  }

  @Test
  void seesAConflictInEditsThatTouch() {
    assertThat(
            merge(sql("a", "b", "c", "d"), sql("a", "w", "c", "d"), sql("a", "b", "g", "d"))
                .conflicts())
        .hasSize(1);
  }

  @Test
  void mergesTheLastLinesEndApart() {
    assertMerged(merge(rawSql("a\nb"), rawSql("a\nb\nc\n"), rawSql("g\nb")), rawSql("g\nb\nc\n"));
    assertMerged(
        merge(rawSql("a\nb\nc\n"), rawSql("a\nb\nc"), rawSql("g\nb\nc\n")), rawSql("g\nb\nc"));
  }

  @Test
  void mergesHowLinesEndApart() {
    assertMerged(
        merge(rawSql("a\nb\nc"), rawSql("a\r\nb\r\nc"), rawSql("a\nb\ng")), rawSql("a\r\nb\r\ng"));
    assertMerged(
        merge(rawSql("a\r\nb\r\nc"), rawSql("a\r\nb\r\nw"), rawSql("g\nb\nc")), rawSql("g\nb\nw"));
  }

  @Test
  void keepsAByteOrderMarkWithItsLine() {
    assertMerged(
        merge(rawSql("\uFEFFa\nb\nc"), rawSql("a\nb\nc"), rawSql("\uFEFFa\nb\ng")),
        rawSql("a\nb\ng"));
  }

  @Test
  void mergesEmptyTexts() {
    Merged emptied = merge(rawSql("a\nb\n"), rawSql(""), rawSql("a\ng\n"));
    Merged filled = merge(rawSql(""), rawSql("w\n"), rawSql("g"));

    assertThat(emptied.document()).isEqualTo(rawSql(""));
    assertThat(emptied.conflicts()).hasSize(1);
    assertThat(filled.document()).isEqualTo(rawSql("w\n"));
    assertThat(filled.conflicts()).hasSize(1);
  }

  @Test
  void mergesNoOtherTextByLines() {
    Merged merged =
        merge(
            Mapping.of("description", new Text("a\nb\nc")),
            Mapping.of("description", new Text("w\nb\nc")),
            Mapping.of("description", new Text("a\nb\ng")));

    assertThat(merged.document()).isEqualTo(Mapping.of("description", new Text("w\nb\nc")));
    assertThat(merged.conflicts()).hasSize(1);
  }

  @Test
  void takesVeryLongTextsAsAWhole() {
    String line = "select 1;\n";
    Mapping base = rawSql(line.repeat(100_000));
    Mapping workspace = rawSql("w\n" + line.repeat(100_000));
    Mapping git = rawSql(line.repeat(100_000) + "g\n");

    Merged merged = within(Duration.ofSeconds(1), base, workspace, git);

    assertThat(merged.document()).isEqualTo(workspace);
    assertThat(merged.conflicts()).hasSize(1);
  }

  @Test
  void mergesTheLongestTextsInGoodTime() {
    var random = new Random(7);
    List<Mapping> texts =
        IntStream.range(0, 3)
            .mapToObj(_ -> random.ints(LineMerge.MOST_LINES, 0, 3).boxed().toList())
            .map(lines -> String.join("\n", lines.stream().map(String::valueOf).toList()))
            .map(Documents::rawSql)
            .toList();

    Merged merged = within(Duration.ofSeconds(5), texts.get(0), texts.get(1), texts.get(2));

    assertThat(merged.document().get("rawSql")).isNotEqualTo(Optional.empty());
  }

  private static Merged within(Duration time, Mapping base, Mapping workspace, Mapping git) {
    long start = System.nanoTime();
    Merged merged = merge(base, workspace, git);
    Assertions.assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(time);
    return merged;
  }
}
