package dev.gitsync.core.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.tree.Node;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class YamlFormatterTest {

  private static final List<String> FIELDS = List.of("name", "source", "type", "rawSql", "config");

  private static String format(String text) {
    return YamlFormatter.format(text, FIELDS);
  }

  @Test
  void writesAFileWithoutCommentsAnew() {
    String text =
        """
        ---
        "source": 'warehouse'

        name: "Orders"
        rawSql: "SELECT 1\\nFROM a"
        other: {a: [1, 2]}
        """;
    assertThat(format(text))
        .isEqualTo(
            """
            name: Orders
            source: warehouse
            rawSql: |-
              SELECT 1
              FROM a
            other:
              a:
                - 1
                - 2
            """);
  }

  @Test
  void movesFieldsWithTheirCommentsAndKeepsThoseOfTheFile() {
    String text =
        """
        # About the file.

        # Where from.
        source: 'warehouse' # ours
        config:
            # What goes where.
            mappings:
            - {from: "a", to: b}
            - from: "c" # odd
              to: 'd'
        # What people call it.
        name: "Orders"
        # The end.
        """;
    assertThat(format(text))
        .isEqualTo(
            """
            # About the file.

            # Where from.
            # What people call it.
            name: Orders
            source: warehouse # ours
            config:
                # What goes where.
                mappings:
                - from: a
                  to: b
                - from: c # odd
                  to: d
            # The end.
            """);
  }

  @Test
  void leavesValuesWithAnchorsAsTheyAre() {
    String text = "source: &a \"x\"\nname: 'b'\nconfig: {a: *a}\n";
    assertThat(format(text)).isEqualTo("name: 'b'\nsource: &a \"x\"\nconfig: {a: *a}\n");
  }

  @Test
  void keepsSqlThatIsIndentedWithTabsInItsLines() {
    String text = "rawSql: |\n  SELECT\n  \ta\nname: \"b\"\n";
    assertThat(format(text)).isEqualTo("name: b\nrawSql: |\n  SELECT\n  \ta\n");
  }

  @Test
  void keepsLineEndsAndAByteOrderMark() {
    assertThat(format("\uFEFFsource: \"a\"\r\nname: b\r\n"))
        .isEqualTo("\uFEFFname: b\r\nsource: a\r\n");
  }

  @Test
  void leavesWhatItCannotRead() {
    assertThat(format("name: [")).isEqualTo("name: [");
    assertThat(format("- a\n")).isEqualTo("- a\n");
    assertThat(format("")).isEmpty();
  }

  @Test
  void keepsMeaningAndCommentsOfAnyFileAndHasNothingToDoTheSecondTime() throws BrokenText {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("YamlFormatterTest seed " + seed);
    var random = new Random(seed);
    var trees = new RandomTrees(random);
    for (int i = 0; i < 3_000; i++) {
      Node.Mapping tree = trees.mapping(5).with("name", trees.node(3));
      String text = new RandomStyle(random).document(tree);
      String name = "seed %d, round %d:%n%s".formatted(seed, i, text);
      String formatted = format(text);
      YamlReader.Source before = YamlReader.source(text);
      YamlReader.Source read = YamlReader.source(formatted);
      assertThat(read.composition().root()).as(name).isEqualTo(before.composition().root());
      assertThat(CommentSurvey.of(read).texts())
          .as(name)
          .isEqualTo(CommentSurvey.of(before).texts());
      assertThat(format(formatted)).as(name).isEqualTo(formatted);
    }
  }
}
