package dev.gitsync.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.check.Check.Effect;
import dev.gitsync.core.check.Check.Outcome;
import dev.gitsync.core.check.Check.Verdict;
import dev.gitsync.core.plan.Policies;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.resource.Connector;
import dev.gitsync.core.resource.Model;
import dev.gitsync.core.resource.Query;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.Sync;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Node.Mapping;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckPlannerTest {

  private static final LinkLayout LAYOUT = new LinkLayout(new WorkspaceId("acme"), "");
  private static final RepoPath ALIASES = LAYOUT.aliases();
  private static final String MODEL =
      """
      name: %s
      source: warehouse
      type: raw_sql
      rawSql: SELECT id, email FROM orders%s
      primaryKey: id
      """;

  private final Map<ResourceRef, Resource> resources = new HashMap<>();
  private final FixedWorkspace workspace =
      new FixedWorkspace(List.of(connector(ResourceKind.SOURCE, "warehouse")), resources, Map.of());
  private final CheckPlanner planner = new CheckPlanner(LAYOUT, Policies.DEFAULT, workspace);

  @Test
  void asksNothingWhereNothingOfTheLinkChanges() {
    var same = new FileChange(bytes("sources: {}\n"), bytes("sources: {}\n"));
    var readme = new FileChange(Optional.empty(), bytes("hello"));

    Check check = planner.check(Map.of(ALIASES, same, new RepoPath("README.md"), readme));

    assertThat(check.verdict()).isEqualTo(Verdict.NOT_CONCERNED);
    assertThat(workspace.questions()).isEmpty();
  }

  @Test
  void asksOnlyForTheResourceWhereItsColumnsStay() {
    add("orders", "");

    Check check = planner.check(Map.of(file("orders"), edit("Orders", "All orders", "")));

    assertThat(check.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(workspace.questions())
        .containsExactly("connectors", "find model \"orders\"", "pending model \"orders\"");
  }

  @Test
  void asksForSyncsOnceWhereAColumnMayBeMissing() {
    add("orders", "");
    var change =
        new FileChange(
            bytes(MODEL.formatted("Orders", "")),
            bytes(MODEL.formatted("Orders", "").replace(", email", "")));

    Check check = planner.check(Map.of(file("orders"), change));

    assertThat(check.findings()).isEmpty();
    assertThat(workspace.questions())
        .containsExactly(
            "connectors", "find model \"orders\"", "pending model \"orders\"", "syncs of orders");
  }

  @Test
  void tellsOfEachOfAThousandFiles() {
    var files = new HashMap<RepoPath, FileChange>();
    for (int i = 0; i < 1_000; i++) {
      add("m" + i, "");
      files.put(file("m" + i), edit("Orders", "All " + i, " WHERE shop = " + i));
    }

    Check check = planner.check(files);

    assertThat(check.effects())
        .hasSize(1_000)
        .extracting(Effect::outcome)
        .containsOnly(Outcome.UPDATE);
    assertThat(workspace.questions()).hasSize(1 + 2 * 1_000);
    assertThat(CheckText.body(check, 65_536)).hasSizeLessThanOrEqualTo(65_536);
  }

  @Test
  void breaksTheSyncsOfAModelWhoseFileGoes() {
    add("orders", "");
    for (String slug : List.of("b", "a")) {
      var sync =
          new Sync(
              new Slug(slug),
              new Slug("orders"),
              new Slug("crm"),
              "",
              Mapping.empty(),
              Sync.MANUAL,
              false);
      resources.put(sync.ref(), sync);
    }

    Check check =
        planner.check(
            Map.of(
                file("orders"),
                new FileChange(bytes(MODEL.formatted("Orders", "")), Optional.empty())));

    assertThat(check.findings())
        .extracting(it -> it.affected().orElseThrow().toString())
        .containsExactly("sync \"a\"", "sync \"b\"");
    assertThat(CheckText.title(check)).isEqualTo("2 syncs would break");
  }

  private void add(String slug, String where) {
    var model =
        new Model(
            new Slug(slug),
            "Orders",
            new Slug("warehouse"),
            "",
            new Query(Query.Type.RAW_SQL, "SELECT id, email FROM orders" + where),
            "id");
    resources.put(model.ref(), model);
  }

  private static FileChange edit(String before, String after, String where) {
    return new FileChange(bytes(MODEL.formatted(before, "")), bytes(MODEL.formatted(after, where)));
  }

  private static RepoPath file(String slug) {
    return LAYOUT.fileOf(ResourceRef.model(new Slug(slug)));
  }

  private static Connector connector(ResourceKind kind, String slug) {
    return new Connector(new ResourceRef(kind, new Slug(slug)), slug, "any", Mapping.empty());
  }

  private static Optional<byte[]> bytes(String text) {
    return Optional.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
