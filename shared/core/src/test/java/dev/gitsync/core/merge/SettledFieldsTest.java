package dev.gitsync.core.merge;

import static dev.gitsync.core.merge.Documents.conflicts;
import static dev.gitsync.core.merge.Documents.decided;
import static dev.gitsync.core.merge.Documents.holding;
import static dev.gitsync.core.merge.Documents.json;
import static dev.gitsync.core.merge.Documents.merge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.merge.MergeRule.Extent;
import dev.gitsync.core.merge.ThreeWayMerge.Merged;
import dev.gitsync.core.tree.TreePath;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettledFieldsTest {

  private static final TreePath A = TreePath.of("a");
  private static final TreePath MODE = TreePath.of("config").key("mode");
  private static final TreePath ITEM = TreePath.of("m").item("x");

  private static void assertMerged(Merged merged, String document) {
    assertThat(merged.document()).isEqualTo(json(document));
    assertThat(conflicts(merged)).isEmpty();
  }

  @Test
  void takesWhatIsHeldAsTheSideHasIt() {
    assertMerged(merge("{'a':1}", "{'a':2}", "{'a':1}", holding(Side.GIT, A)), "{'a':1}");
    assertMerged(merge("{'a':1}", "{'a':2}", "{'a':3}", holding(Side.GIT, A)), "{'a':3}");
    assertMerged(merge("{'a':1}", "{'a':1}", "{'a':3}", holding(Side.WORKSPACE, A)), "{'a':1}");
  }

  @Test
  void keepsRemovedWhatTheSideRemoved() {
    assertMerged(merge("{'a':1}", "{'a':2}", "{}", holding(Side.GIT, A)), "{}");
    assertMerged(merge("{}", "{'a':2}", "{}", holding(Side.GIT, A)), "{}");
    assertMerged(merge("{'a':1}", "{}", "{'a':1}", holding(Side.GIT, A)), "{'a':1}");
  }

  @Test
  void mergesWhatStandsBesideAHeldField() {
    assertMerged(
        merge(
            "{'config':{'mode':1,'x':1,'y':1}}",
            "{'config':{'mode':2,'x':2,'y':1}}",
            "{'config':{'mode':3,'x':1,'y':2}}",
            holding(Side.GIT, MODE)),
        "{'config':{'mode':3,'x':2,'y':2}}");
  }

  @Test
  void keepsAHeldFieldWhoseParentTheOtherSideRemoved() {
    assertMerged(
        merge(
            "{'config':{'mode':1,'x':1}}",
            "{}",
            "{'config':{'mode':2,'x':1}}",
            holding(Side.GIT, MODE)),
        "{'config':{'mode':2}}");
    assertMerged(
        merge(
            "{'config':{'mode':1}}", "{'config':{'mode':2}}", "{}", holding(Side.WORKSPACE, MODE)),
        "{'config':{'mode':2}}");
    assertMerged(
        merge(
            "{'config':{'mode':1,'x':1}}",
            "{}",
            "{'config':{'mode':2,'x':1}}",
            holding(Side.WORKSPACE, MODE)),
        "{}");
  }

  @Test
  void tellsWhereTheOtherSidePutSomethingElseInAHeldFieldsPlace() {
    Merged merged =
        merge(
            "{'config':{'mode':1}}",
            "{'config':'none'}",
            "{'config':{'mode':2}}",
            holding(Side.GIT, MODE));

    assertThat(merged.document()).isEqualTo(json("{'config':{'mode':2}}"));
    assertThat(conflicts(merged)).containsExactly("config 'none' | {'mode':2}");
  }

  @Test
  void tellsWhatBothSidesReallySayAboveAHeldField() {
    Merged merged =
        merge(
            "{'config':{'mode':1,'x':1}}",
            "{}",
            "{'config':{'mode':3,'x':2}}",
            holding(Side.WORKSPACE, MODE));

    assertThat(merged.document()).isEqualTo(json("{}"));
    assertThat(conflicts(merged)).containsExactly("config - | {'mode':3,'x':2}");
  }

  @Test
  void holdsItemsAndWhatIsWithinThem() {
    assertMerged(
        merge(
            "{'m':[{'to':'x','f':1},{'to':'y','f':1}]}",
            "{'m':[{'to':'y','f':2}]}",
            "{'m':[{'to':'x','f':3},{'to':'y','f':1}]}",
            holding(Side.GIT, ITEM)),
        "{'m':[{'to':'x','f':3},{'to':'y','f':2}]}");
    assertMerged(
        merge(
            "{'m':[{'to':'x','f':1,'g':1}]}",
            "{'m':[{'to':'x','f':2,'g':2}]}",
            "{'m':[{'to':'x','f':3,'g':1}]}",
            holding(Side.GIT, ITEM.key("f"))),
        "{'m':[{'to':'x','f':3,'g':2}]}");
  }

  @Test
  void holdsWhatTheWorkspaceAddedWhereItStandsThere() {
    assertMerged(
        merge(
            "{'m':[{'to':'a'},{'to':'x','f':1},{'to':'b'}]}",
            "{'m':[{'to':'a'},{'to':'x','f':2},{'to':'b'}]}",
            "{'m':[{'to':'a'},{'to':'b'}]}",
            holding(Side.WORKSPACE, ITEM)),
        "{'m':[{'to':'a'},{'to':'x','f':2},{'to':'b'}]}");
  }

  @Test
  void holdsWhatIsToldByItsNumber() {
    TreePath list = TreePath.of("l");
    assertMerged(
        merge(
            "{'l':[1,2,3]}",
            "{'l':[1,2,3]}",
            "{'l':[1,9,8]}",
            holding(Side.WORKSPACE, list.index(1), list.index(2))),
        "{'l':[1,2,3]}");
    assertMerged(
        merge("{'l':[1,2,3]}", "{}", "{'l':[1,2,3]}", holding(Side.GIT, list.index(2))),
        "{'l':[3]}");
    assertMerged(
        merge(
            "{'l':[1,2,3]}",
            "{'l':[1]}",
            "{'l':[1,2,4]}",
            holding(Side.WORKSPACE, list.index(1), list.index(2))),
        "{'l':[1]}");
  }

  @Test
  void holdsTheWholeResource() {
    assertMerged(
        merge("{'a':1}", "{'a':2,'b':1}", "{'a':3}", holding(Side.GIT, TreePath.ROOT)), "{'a':3}");
  }

  @Test
  void followsADecisionWhereGitSaysWhatItSaidThen() {
    assertMerged(merge("{'a':3}", "{'a':2}", "{'a':3}", decided(Side.WORKSPACE, A)), "{'a':2}");
    assertMerged(merge("{'a':3}", "{}", "{'a':3}", decided(Side.WORKSPACE, A)), "{}");
    assertMerged(merge("{'a':3}", "{'a':2}", "{'a':2}", decided(Side.WORKSPACE, A)), "{'a':2}");
  }

  @Test
  void tellsWhereGitSaysSomethingElseThanWhatWasDecidedOn() {
    for (Side side : Side.values()) {
      Merged merged = merge("{'a':1,'b':1}", "{'a':1,'b':1}", "{'a':2,'b':2}", decided(side, A));

      assertThat(merged.document())
          .isEqualTo(json(side == Side.GIT ? "{'a':2,'b':2}" : "{'a':1,'b':2}"));
      assertThat(conflicts(merged)).containsExactly("a 1 | 2");
    }
  }

  @Test
  void tellsOfDecidedFieldsWithinOthers() {
    Merged merged =
        merge(
            "{'m':[{'to':'x','f':1}]}",
            "{'m':[{'to':'x','f':1}]}",
            "{'m':[{'to':'x','f':2},{'to':'y'}]}",
            decided(Side.WORKSPACE, ITEM.key("f")));

    assertThat(merged.document()).isEqualTo(json("{'m':[{'to':'x','f':1},{'to':'y'}]}"));
    assertThat(conflicts(merged)).containsExactly("m[to=x].f 1 | 2");
  }

  @Test
  void tellsWhereGitRemovedWhatWasDecidedOn() {
    Merged merged =
        merge(
            "{'config':{'mode':1,'x':1}}",
            "{'config':{'mode':1,'x':1}}",
            "{}",
            decided(Side.WORKSPACE, MODE));

    assertThat(merged.document()).isEqualTo(json("{'config':{'mode':1}}"));
    assertThat(conflicts(merged)).containsExactly("config.mode 1 | -");
  }

  @Test
  void leavesOutOfADecisionWhatIsHeldWithin() {
    var rule = new MergeRule(Side.GIT, Extent.WHOLE, Set.of(MODE), Set.of(TreePath.of("config")));

    assertMerged(
        merge(
            "{'config':{'mode':1,'x':1}}",
            "{'config':{'mode':2,'x':2}}",
            "{'config':{'mode':3,'x':1}}",
            rule),
        "{'config':{'mode':3,'x':2}}");
  }

  @Test
  void takesAHeldQueryWithAllThatGoesWithIt() {
    Merged merged =
        merge(
            "{'type':'raw_sql','rawSql':'a'}",
            "{'type':'table','tableName':'t'}",
            "{'type':'raw_sql','rawSql':'g'}",
            holding(Side.GIT, TreePath.of("rawSql")));

    assertThat(merged.document()).isEqualTo(json("{'type':'raw_sql','rawSql':'g'}"));
    assertThat(conflicts(merged)).containsExactly("type 'table' | 'raw_sql'", "tableName 't' | -");
  }

  @Test
  void takesTheOthersQueryWhereTheSidesIsNotWhole() {
    Merged merged =
        merge(
            "{'type':'raw_sql','rawSql':'a'}",
            "{'type':'raw_sql','rawSql':'w'}",
            "{'type':'table','rawSql':'g'}",
            MergeRule.preferring(Side.GIT));

    assertThat(merged.document()).isEqualTo(json("{'type':'raw_sql','rawSql':'w'}"));
    assertThat(conflicts(merged)).containsExactly("type 'raw_sql' | 'table'", "rawSql 'w' | 'g'");
  }
}
