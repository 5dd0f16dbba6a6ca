package dev.gitsync.core.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gitsync.core.tree.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlEditorTest {

  static List<String> cases() {
    return Fixtures.names("edit");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void changesOnlyWhatChanged(String name) {
    String before = Fixtures.text("edit/" + name + "/before.yaml");
    Node.Mapping target = target(name);

    String after = YamlEditor.edit(before, target);

    assertThat(after).isEqualTo(Fixtures.text("edit/" + name + "/after.yaml"));
    assertThat(read(after)).isEqualTo(target);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void hasNothingToDoTheSecondTime(String name) {
    String after = Fixtures.text("edit/" + name + "/after.yaml");

    assertThat(YamlEditor.edit(after, target(name))).isSameAs(after);
  }

  @ParameterizedTest
  @ValueSource(strings = {"- a\n", "text\n", "12", "a: 1\na: 2\n", "a: [\n", "a: 1\n---\nb: 2\n"})
  void refusesWhatIsNotAMapping(String original) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> YamlEditor.edit(original, Node.Mapping.of("a", Node.Num.of(3))));
  }

  @Test
  void refusesATargetThatNoFileCanHold() {
    Node.Mapping target = Node.Mapping.of("a", new Node.Text("x".repeat(YamlReader.MOST_BYTES)));

    assertThatIllegalArgumentException().isThrownBy(() -> YamlEditor.edit("a: 1\n", target));
  }

  @Test
  void writesTheFileAnewBelowItsCommentsWhereNothingElseHelps() {
    String original = "# mine\n\n&k a: 1\nb:\n  *k : 2\n";
    Node.Mapping target = Node.Mapping.of("b", Node.Mapping.of("a", Node.Num.of(3)));

    assertThat(read(YamlEditor.edit(original, target))).isEqualTo(target);
    assertThat(YamlEditor.edit(original, target)).startsWith("# mine\n\n");
  }

  @Test
  void editsLongListsInGoodTime() {
    var items = new ArrayList<Node>();
    for (int i = 0; i < 5_000; i++) {
      items.add(Node.Mapping.of("to", new Node.Text("column" + i)));
    }
    String original = YamlWriter.write(Node.Mapping.of("list", new Node.Sequence(items)));
    items.removeIf(item -> item.hashCode() % 3 == 0);
    var target = Node.Mapping.of("list", new Node.Sequence(items.reversed()));

    assertThat(read(YamlEditor.edit(original, target))).isEqualTo(target);
  }

  @Test
  void editsManyKeysInGoodTime() {
    var entries = new LinkedHashMap<String, Node>();
    for (int i = 0; i < 20_000; i++) {
      entries.put("key" + i, Node.Num.of(i));
    }
    String original = YamlWriter.write(new Node.Mapping(entries));
    Node.Mapping target = new Node.Mapping(entries).with("key7", Node.Num.of(-7)).with("new", "x");

    assertThat(read(YamlEditor.edit(original, target))).isEqualTo(target);
  }

  private static Node.Mapping target(String name) {
    return (Node.Mapping) JsonTree.read(Fixtures.text("edit/" + name + "/target.json"));
  }

  private static Object read(String yaml) {
    return switch (YamlReader.read(yaml)) {
      case YamlReading.Parsed(var document) -> document.root();
      case YamlReading.Broken(var faults) -> faults;
    };
  }
}
