package dev.gitsync.core.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Text;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TreeValueTest {

  private static final Mapping DOCUMENT =
      Json.readOwn(
          """
          {"name":"Orders","config":{"mode":"upsert","mappings":[
            {"from":"a","to":"x"},{"from":"b","to":"y"}]}}""");

  private static final TreePath FROM = TreePath.of("config").key("mappings").item("y").key("from");

  private static String set(TreePath path, Optional<Node> value) {
    return Json.write(TreeValue.set(DOCUMENT, path, value));
  }

  @Test
  void findsValuesByKeysItemsAndPositions() {
    assertThat(TreeValue.get(DOCUMENT, TreePath.ROOT)).contains(DOCUMENT);
    assertThat(TreeValue.get(DOCUMENT, FROM)).contains(new Text("b"));
    assertThat(TreeValue.get(DOCUMENT, TreePath.of("config").key("mappings").index(0).key("to")))
        .contains(new Text("x"));
    assertThat(TreeValue.get(DOCUMENT, TreePath.of("name").key("first"))).isEmpty();
    assertThat(TreeValue.get(DOCUMENT, TreePath.of("config").key("mappings").item("z"))).isEmpty();
  }

  @Test
  void setsAValueInPlace() {
    assertThat(set(FROM, Optional.of(Num.of(1))))
        .isEqualTo(Json.write(DOCUMENT).replace("\"b\"", "1"));
  }

  @Test
  void makesWhatIsMissingOnTheWay() {
    Mapping made = TreeValue.set(Mapping.empty(), FROM, Optional.<Node>of(new Text("b")));
    assertThat(Json.write(made))
        .isEqualTo("{\"config\":{\"mappings\":[{\"to\":\"y\",\"from\":\"b\"}]}}");
  }

  @Test
  void removesAFieldOrAnItem() {
    assertThat(TreeValue.get(TreeValue.set(DOCUMENT, FROM, Optional.empty()), FROM)).isEmpty();
    assertThat(set(TreePath.of("config").key("mappings").item("x"), Optional.empty()))
        .contains("\"mappings\":[{\"from\":\"b\",\"to\":\"y\"}]");
    assertThat(set(TreePath.of("schedule").key("type"), Optional.empty()))
        .isEqualTo(Json.write(DOCUMENT));
  }

  @Test
  void refusesAWayThroughSomethingElse() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> set(TreePath.of("name").key("first"), Optional.of(new Text("a"))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> set(TreePath.of("name").item("x"), Optional.of(new Text("a"))));
    assertThatIllegalArgumentException().isThrownBy(() -> set(TreePath.ROOT, Optional.empty()));
  }
}
