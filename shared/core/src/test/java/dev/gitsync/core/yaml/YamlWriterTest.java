package dev.gitsync.core.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.tree.Node;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class YamlWriterTest {

  static List<String> cases() {
    return Fixtures.names("dump").stream()
        .filter(name -> name.endsWith(".json"))
        .map(name -> name.replace(".json", ""))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void writesWhatJsYamlWrites(String name) {
    Node node = JsonTree.read(Fixtures.text("dump/" + name + ".json"));

    assertThat(YamlWriter.write(node)).isEqualTo(Fixtures.text("dump/" + name + ".yaml"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void writesWhatTheReaderReadsAsTheSame(String name) {
    Node node = JsonTree.read(Fixtures.text("dump/" + name + ".json"));

    assertThat(read(YamlWriter.write(node))).isEqualTo(node);
  }

  @Test
  void quotesANumberOfTheCoreSchemaThatJsYamlLeavesBare() {
    assertThat(YamlWriter.write(new Node.Text("+.5"))).isEqualTo("'+.5'\n");
  }

  @Test
  void keepsDigitsThatJavaScriptWouldLose() {
    Node node = JsonTree.read("[9007199254740993, 0.12345678901234567890123]");

    assertThat(YamlWriter.write(node))
        .isEqualTo("- 9007199254740993\n- 0.12345678901234567890123\n");
  }

  @Test
  void randomTreesReadAsTheSame() {
    long seed = System.nanoTime();
    System.out.println("YamlWriterTest seed " + seed);
    var trees = new RandomTrees(new Random(seed));

    for (int i = 0; i < 3_000; i++) {
      Node node = trees.node(4);
      String yaml = YamlWriter.write(node);
      assertThat(read(yaml)).as("seed %d, round %d:%n%s", seed, i, yaml).isEqualTo(node);
    }
  }

  private static Object read(String yaml) {
    return switch (YamlReader.read(yaml)) {
      case YamlReading.Parsed(var document) -> document.root();
      case YamlReading.Broken(var faults) -> faults;
    };
  }
}
