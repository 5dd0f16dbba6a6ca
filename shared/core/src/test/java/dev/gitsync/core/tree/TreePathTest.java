package dev.gitsync.core.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import org.junit.jupiter.api.Test;

class TreePathTest {

  private static final Mapping SYNC =
      of("{'config':{'mode':'upsert','mappings':[{'to':'email','from':'EMAIL'},{'to':7}]}}");

  private static final TreePath MAPPINGS = TreePath.of("config").key("mappings");

  private static Mapping of(String json) {
    return Json.readOwn(json.replace('\'', '"'));
  }

  @Test
  void readsByKeyByNumberAndByWhatAnItemMapsTo() {
    assertThat(SYNC.get(TreePath.of("config").key("mode"))).contains(new Node.Text("upsert"));
    assertThat(SYNC.get(MAPPINGS.index(1).key("to"))).contains(Num.of(7));
    assertThat(SYNC.get(MAPPINGS.item("email").key("from"))).contains(new Node.Text("EMAIL"));
    assertThat(SYNC.get(MAPPINGS.item("7"))).contains(of("{'to':7}"));
    assertThat(SYNC.get(TreePath.ROOT)).contains(SYNC);
  }

  @Test
  void findsNothingWhereThePathDoesNotLead() {
    assertThat(SYNC.get(TreePath.of("config").key("mode").key("x"))).isEmpty();
    assertThat(SYNC.get(MAPPINGS.index(2))).isEmpty();
    assertThat(SYNC.get(MAPPINGS.item("name"))).isEmpty();
    assertThat(SYNC.get(TreePath.of("config").item("mode"))).isEmpty();
  }

  @Test
  void setsAValueWhereItStands() {
    assertThat(SYNC.with(MAPPINGS.item("email").key("from"), new Node.Text("MAIL")))
        .isEqualTo(
            of("{'config':{'mode':'upsert','mappings':[{'to':'email','from':'MAIL'},{'to':7}]}}"));
    assertThat(SYNC.with(MAPPINGS.index(0), Num.of(1)))
        .isEqualTo(of("{'config':{'mode':'upsert','mappings':[1,{'to':7}]}}"));
  }

  @Test
  void makesWhatIsMissingOnTheWay() {
    assertThat(Mapping.empty().with(MAPPINGS.item("email").key("from"), Num.of(1)))
        .isEqualTo(of("{'config':{'mappings':[{'to':'email','from':1}]}}"));
    assertThat(of("{'a':null}").with(TreePath.of("a").key("b").index(3), Num.of(1)))
        .isEqualTo(of("{'a':{'b':[1]}}"));
  }

  @Test
  void appendsAnItemThatIsNew() {
    Mapping item = of("{'to':'name','from':'NAME'}");

    assertThat(SYNC.with(MAPPINGS.item("name"), item).get(MAPPINGS.index(2))).contains(item);
  }

  @Test
  void removesOnlyWhatIsThere() {
    assertThat(SYNC.without(MAPPINGS.item("email")))
        .isEqualTo(of("{'config':{'mode':'upsert','mappings':[{'to':7}]}}"));
    assertThat(SYNC.without(MAPPINGS)).isEqualTo(of("{'config':{'mode':'upsert'}}"));
    assertThat(SYNC.without(MAPPINGS.item("name").key("from"))).isEqualTo(SYNC);
    assertThat(SYNC.without(TreePath.ROOT)).isEqualTo(Mapping.empty());
  }

  @Test
  void refusesToLeadThroughAValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SYNC.with(TreePath.of("config").key("mode").key("x"), Num.of(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SYNC.with(TreePath.of("config").item("x"), Num.of(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> SYNC.with(TreePath.ROOT, Num.of(1)));
  }

  @Test
  void tellsHowFarItLeadsAndWhereItemsStand() {
    assertThat(MAPPINGS.item("7").key("to").within(SYNC)).isEqualTo(MAPPINGS.index(1).key("to"));
    assertThat(MAPPINGS.item("name").key("from").within(SYNC)).isEqualTo(MAPPINGS);
    assertThat(TreePath.of("x").key("y").within(SYNC)).isEqualTo(TreePath.ROOT);
  }
}
