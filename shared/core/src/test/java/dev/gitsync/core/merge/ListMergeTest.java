package dev.gitsync.core.merge;

import static dev.gitsync.core.merge.Documents.conflicts;
import static dev.gitsync.core.merge.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.merge.ThreeWayMerge.Merged;
import org.junit.jupiter.api.Test;

class ListMergeTest {

  private static Merged merge(String base, String workspace, String git) {
    return merge(base, workspace, git, Side.WORKSPACE);
  }

  private static Merged merge(String base, String workspace, String git, Side side) {
    return Documents.merge(
        "{'m':" + base + "}",
        "{'m':" + workspace + "}",
        "{'m':" + git + "}",
        MergeRule.preferring(side));
  }

  private static void assertMerged(Merged merged, String list) {
    assertThat(merged.document()).isEqualTo(json("{'m':" + list + "}"));
    assertThat(conflicts(merged)).isEmpty();
  }

  @Test
  void mergesItemsThatMapToTheSame() {
    assertMerged(
        merge(
            "[{'to':'a','from':'A','type':'s'},{'to':'b','from':'B'}]",
            "[{'to':'a','from':'A2','type':'s'},{'to':'b','from':'B'}]",
            "[{'to':'a','from':'A','type':'t'},{'to':'b','from':'B2'}]"),
        "[{'to':'a','from':'A2','type':'t'},{'to':'b','from':'B2'}]");
  }

  @Test
  void keepsWhatBothAdded() {
    assertMerged(
        merge(
            "[{'to':'a'},{'to':'b'}]",
            "[{'to':'a'},{'to':'w'},{'to':'b'}]",
            "[{'to':'g'},{'to':'a'},{'to':'b'},{'to':'h'}]"),
        "[{'to':'g'},{'to':'a'},{'to':'w'},{'to':'b'},{'to':'h'}]");
  }

  @Test
  void putsWhatTheWorkspaceAddedFirstFirst() {
    assertMerged(
        merge("[{'to':'a'}]", "[{'to':'w'},{'to':'v'},{'to':'a'}]", "[{'to':'a'},{'to':'g'}]"),
        "[{'to':'w'},{'to':'v'},{'to':'a'},{'to':'g'}]");
  }

  @Test
  void mergesItemsThatBothAdded() {
    Merged merged =
        merge("[]", "[{'to':'a','from':'W','x':1}]", "[{'to':'a','from':'G','y':1}]", Side.GIT);

    assertThat(merged.document()).isEqualTo(json("{'m':[{'to':'a','from':'G','y':1,'x':1}]}"));
    assertThat(conflicts(merged)).containsExactly("m[to=a].from 'W' | 'G'");
  }

  @Test
  void countsAListThatWasNotThereAsEmpty() {
    Merged merged =
        Documents.merge("{}", "{'m':[{'to':'w'}]}", "{'m':[{'to':'g'}]}", MergeRule.WORKSPACE);

    assertMerged(merged, "[{'to':'w'},{'to':'g'}]");
  }

  @Test
  void removesWhatOneSideRemovedAndTheOtherLeft() {
    assertMerged(
        merge(
            "[{'to':'a'},{'to':'b'},{'to':'c'}]",
            "[{'to':'b'},{'to':'c'}]",
            "[{'to':'a'},{'to':'b'}]"),
        "[{'to':'b'}]");
  }

  @Test
  void tellsOfAnItemThatOneSideRemovedAndTheOtherChanged() {
    String base = "[{'to':'a','from':'A'},{'to':'b'}]";
    Merged removed = merge(base, "[{'to':'b'}]", "[{'to':'a','from':'G'},{'to':'b'}]");
    Merged kept = merge(base, "[{'to':'a','from':'W'},{'to':'b'}]", "[{'to':'b'}]");

    assertThat(removed.document()).isEqualTo(json("{'m':[{'to':'b'}]}"));
    assertThat(conflicts(removed)).containsExactly("m[to=a] - | {'to':'a','from':'G'}");
    assertThat(kept.document()).isEqualTo(json("{'m':[{'to':'a','from':'W'},{'to':'b'}]}"));
    assertThat(conflicts(kept)).containsExactly("m[to=a] {'to':'a','from':'W'} | -");
  }

  @Test
  void takesGitsOrderWhereBothMovedItems() {
    assertMerged(
        merge(
            "[{'to':'a'},{'to':'b'},{'to':'c'}]",
            "[{'to':'c'},{'to':'b'},{'to':'a'}]",
            "[{'to':'b'},{'to':'a'},{'to':'c'}]"),
        "[{'to':'b'},{'to':'a'},{'to':'c'}]");
  }

  @Test
  void takesTheWorkspacesOrderWhereOnlyTheWorkspaceMovedItems() {
    assertMerged(
        merge(
            "[{'to':'a'},{'to':'b'}]",
            "[{'to':'b'},{'to':'a'}]",
            "[{'to':'a','x':1},{'to':'g'},{'to':'b'}]"),
        "[{'to':'b'},{'to':'a','x':1},{'to':'g'}]");
  }

  @Test
  void goesIntoListsWithinItems() {
    assertMerged(
        merge(
            "[{'to':'a','m':[{'to':1}]}]",
            "[{'to':'a','m':[{'to':1},{'to':true}]}]",
            "[{'to':'a','m':[{'to':1,'x':2}]}]"),
        "[{'to':'a','m':[{'to':1,'x':2},{'to':true}]}]");
  }

  @Test
  void takesAListWithTheSameTargetTwiceAsAWhole() {
    Merged merged =
        merge("[{'to':'a'}]", "[{'to':'a'},{'to':'b'}]", "[{'to':'a'},{'to':'a','x':1}]");

    assertThat(merged.document()).isEqualTo(json("{'m':[{'to':'a'},{'to':'b'}]}"));
    assertThat(conflicts(merged)).hasSize(1);
  }

  @Test
  void appendsToOtherListsWhatOneSideAppended() {
    assertMerged(merge("[1,2]", "[1,2,3]", "[2,1]"), "[2,1,3]");
    assertMerged(merge("[1,2]", "[2]", "[1,2,3]"), "[2,3]");
    assertMerged(merge("[]", "[1]", "['x']"), "['x',1]");
  }

  @Test
  void appendsOnceWhatBothAppended() {
    assertMerged(merge("[0]", "[0,1,3]", "[0,1,2]"), "[0,1,2,3]");
    assertMerged(merge("[0]", "[0,1]", "[0,1,2]"), "[0,1,2]");
    assertMerged(merge("[0]", "[0,1]", "[2,0,1]"), "[2,0,1]");
  }

  @Test
  void appendsAgainWhatWasThereBefore() {
    assertMerged(merge("[1]", "[1,1]", "[0,1]"), "[0,1,1]");
  }

  @Test
  void takesOtherListsAsAWhole() {
    Merged merged = merge("[1,2]", "[1]", "[2]", Side.GIT);

    assertThat(merged.document()).isEqualTo(json("{'m':[2]}"));
    assertThat(conflicts(merged)).containsExactly("m [1] | [2]");
  }
}
