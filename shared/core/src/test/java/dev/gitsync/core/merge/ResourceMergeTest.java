package dev.gitsync.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.ChangeId;
import dev.gitsync.core.merge.ThreeWayMerge.Merged;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node.Mapping;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ResourceMergeTest {

  private static Mapping of(String json) {
    return Json.readOwn(json.replace('\'', '"'));
  }

  private static Merged merge(String base, String workspace, String git) {
    return ResourceMerge.merge(of(base), of(workspace), of(git));
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
        .extracting(it -> it.field() + " " + it.git().orElseThrow())
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
    assertThat(merged.conflicts()).extracting(Conflict::field).containsExactly("schedule");
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
        .extracting(Conflict::field)
        .containsExactly("type", "rawSql", "tableName");
  }

  @Test
  void findsWhatBothSidesAgreedOnBehindTheEditsOnTheirWay() {
    List<Change> pending =
        List.of(
            change("{'f':'A','g':0,'h':0}", "{'f':'B','g':0,'h':0}"),
            change("{'f':'B','g':1,'h':0}", "{'f':'B','g':1,'h':1}"));
    assertThat(ResourceMerge.agreed(of("{'f':'B','g':1,'h':1}"), pending))
        .isEqualTo(of("{'f':'A','g':1,'h':0}"));
  }

  @Test
  void findsNothingAgreedOnWhenTheResourceItselfIsOnItsWay() {
    Change created =
        new Change(
            ChangeId.of(new UUID(1, 2)),
            new WorkspaceId("acme"),
            1,
            Instant.EPOCH,
            Person.SERVICE,
            ResourceRef.model(new Slug("m")),
            "m",
            Action.CREATE,
            Mapping.empty(),
            of("{'a':1}"));
    assertThat(ResourceMerge.agreed(of("{'a':1}"), List.of(created))).isEqualTo(Mapping.empty());
  }

  private static Change change(String before, String after) {
    return new Change(
        ChangeId.of(new UUID(1, 2)),
        new WorkspaceId("acme"),
        1,
        Instant.EPOCH,
        Person.SERVICE,
        ResourceRef.model(new Slug("m")),
        "m",
        Action.UPDATE,
        of(before),
        of(after));
  }
}
