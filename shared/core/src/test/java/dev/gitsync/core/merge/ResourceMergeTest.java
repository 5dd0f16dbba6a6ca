package dev.gitsync.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.merge.ThreeWayMerge.Merged;
import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node.Mapping;
import org.junit.jupiter.api.Test;

class ResourceMergeTest {

  private static Mapping of(String json) {
    return Json.readOwn(json.replace('\'', '"'));
  }

  private static Merged merge(String base, String workspace, String git) {
    return ResourceMerge.merge(of(base), of(workspace), of(git), MergeRule.WORKSPACE);
  }

  @Test
  void takesBothSidesEditsOfDifferentFields() {
    Merged merged = merge("{'a':1,'b':1,'c':1}", "{'a':2,'b':1,'c':1}", "{'a':1,'b':3,'c':1}");
    assertThat(merged.document()).isEqualTo(of("{'a':2,'b':3,'c':1}"));
    assertThat(merged.conflicts()).isEmpty();
  }

  @Test
  void goesIntoNestedMappings() {
    Merged merged =
        merge(
            "{'config':{'x':{'p':1,'q':1}}}",
            "{'config':{'x':{'p':2,'q':1}}}",
            "{'config':{'x':{'p':1,'q':2},'new':true}}");
    assertThat(merged.document()).isEqualTo(of("{'config':{'x':{'p':2,'q':2},'new':true}}"));
  }

  @Test
  void followsTheWorkspaceInAConflictAndTellsWhatGitSaid() {
    Merged merged =
        merge("{'config':{'mode':'a'}}", "{'config':{'mode':'b'}}", "{'config':{'mode':'c'}}");
    assertThat(merged.document()).isEqualTo(of("{'config':{'mode':'b'}}"));
    assertThat(merged.conflicts())
        .extracting(it -> it.fieldName() + " " + it.git().orElseThrow())
        .containsExactly("config.mode Text[value=c]");
  }

  @Test
  void seesNoConflictWhereBothSaidTheSame() {
    assertThat(merge("{'a':1}", "{'a':2}", "{'a':2}").conflicts()).isEmpty();
  }

  @Test
  void keepsWhatOneSideRemovedRemoved() {
    assertThat(merge("{'a':1,'b':1}", "{'a':1}", "{'a':1,'b':1}").document())
        .isEqualTo(of("{'a':1}"));
    assertThat(merge("{'a':1,'b':1}", "{'a':1,'b':1}", "{'a':1}").document())
        .isEqualTo(of("{'a':1}"));
  }

  @Test
  void tellsOfAFieldThatOneSideRemovedAndTheOtherChanged() {
    Merged merged = merge("{'a':1}", "{}", "{'a':2}");
    assertThat(merged.document()).isEqualTo(of("{}"));
    assertThat(merged.conflicts()).hasSize(1);
  }

  @Test
  void doesNotMixTwoSchedules() {
    Merged merged =
        merge(
            "{'schedule':{'type':'manual'}}",
            "{'schedule':{'type':'cron','schedule':{'expression':'0 * * * *'}}}",
            "{'schedule':{'type':'interval','schedule':{'interval':{'unit':'day','quantity':1}}}}");
    assertThat(merged.document())
        .isEqualTo(of("{'schedule':{'type':'cron','schedule':{'expression':'0 * * * *'}}}"));
    assertThat(merged.conflicts()).extracting(Conflict::fieldName).containsExactly("schedule");
  }

  @Test
  void doesNotMixTwoQueries() {
    Merged merged =
        merge(
            "{'type':'raw_sql','rawSql':'a'}",
            "{'type':'raw_sql','rawSql':'b'}",
            "{'type':'table','tableName':'t'}");
    assertThat(merged.document()).isEqualTo(of("{'type':'raw_sql','rawSql':'b'}"));
    assertThat(merged.conflicts())
        .extracting(Conflict::fieldName)
        .containsExactly("type", "rawSql", "tableName");
  }

  @Test
  void tellsEveryDifferenceAlsoWhatOnlyOneSideHas() {
    assertThat(
            ResourceMerge.differences(
                of("{'a':1,'b':1,'config':{'x':1,'y':1}}"),
                of("{'a':2,'c':1,'config':{'x':1,'z':1}}")))
        .extracting(Conflict::fieldName)
        .containsExactly("a", "b", "config.y", "config.z", "c");
  }
}
