package dev.gitsync.core.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.check.Check.Effect;
import dev.gitsync.core.check.Check.Finding;
import dev.gitsync.core.plan.Policies;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.resource.Connector;
import dev.gitsync.core.resource.Model;
import dev.gitsync.core.resource.Query;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.Sync;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListedWorkspaceTest {

  private static final LinkLayout LAYOUT = new LinkLayout(new WorkspaceId("acme"), "");
  private static final String ORDERS =
      """
      name: Orders
      source: shop
      type: raw_sql
      rawSql: SELECT id, email FROM orders
      primaryKey: id
      """;
  private static final String CRM =
      """
      model: %s
      destination: hub
      config:
        mappings:
          - from: email
            to: Email
      """;
  private static final ResourceRef ORDERS_MODEL = ResourceRef.model(new Slug("orders"));
  private static final ResourceRef CRM_SYNC = ResourceRef.sync(new Slug("crm"));
  private static final Unfiled AUDIENCE =
      new Unfiled(
          ResourceRef.model(new Slug("audience")),
          "All the best",
          "its query is of type \"visual\"");

  private final ListedWorkspace workspace =
      new ListedWorkspace(
          List.of(
              connector(ResourceKind.SOURCE, "shop"),
              connector(ResourceKind.DESTINATION, "hub"),
              model("orders", "Orders"),
              model("twin", "Twins"),
              model("other-twin", "Twins")),
          List.of(AUDIENCE));

  private static Connector connector(ResourceKind kind, String slug) {
    return new Connector(new ResourceRef(kind, new Slug(slug)), slug, "any", Mapping.empty());
  }

  private static Model model(String slug, String name) {
    var query = new Query(Query.Type.RAW_SQL, "SELECT id, email FROM orders");
    return new Model(new Slug(slug), name, new Slug("shop"), "", query, "id");
  }

  private static Check check(Workspace workspace, Map<ResourceRef, String> files) {
    var changes = new HashMap<RepoPath, FileChange>();
    files.forEach(
        (ref, text) ->
            changes.put(
                LAYOUT.fileOf(ref),
                new FileChange(Optional.empty(), Optional.of(text.getBytes(UTF_8)))));
    return new CheckPlanner(LAYOUT, Policies.DEFAULT, workspace).check(changes);
  }

  private static List<String> effects(Check check) {
    return check.effects().stream()
        .map((Effect it) -> "%s %s %s".formatted(it.outcome(), it.ref(), it.cause()))
        .toList();
  }

  private static List<String> problems(Check check) {
    return check.findings().stream().map((Finding it) -> it.problem().toString()).toList();
  }

  @Test
  void comparesEachFileWithWhatTheWorkspaceHas() {
    Check same = check(workspace, Map.of(ORDERS_MODEL, ORDERS));
    Check other =
        check(
            workspace,
            Map.of(
                ORDERS_MODEL,
                ORDERS.replace("Orders", "Order"),
                CRM_SYNC,
                CRM.formatted("orders")));

    assertThat(effects(same)).containsExactly("LEAVE model \"orders\" SAME_MEANING");
    assertThat(effects(other))
        .containsExactly("UPDATE model \"orders\" EDIT", "CREATE sync \"crm\" EDIT");
  }

  @Test
  void namesTheSyncsOfAModelThatLosesAColumn() {
    var mapping = Mapping.of("from", new Text("email")).with("to", "Email");
    var sync =
        new Sync(
            CRM_SYNC.slug(),
            ORDERS_MODEL.slug(),
            new Slug("hub"),
            "",
            Mapping.of("mappings", Sequence.of(mapping)),
            Sync.MANUAL,
            false);
    var used =
        new ListedWorkspace(
            List.of(connector(ResourceKind.SOURCE, "shop"), sync, model("orders", "Orders")),
            List.of());

    Check check = check(used, Map.of(ORDERS_MODEL, ORDERS.replace(", email", "")));

    assertThat(problems(check))
        .containsExactly(
            "CHECK-003 models/orders.yaml:4:9: sync \"crm\" reads column \"email\", which the"
                + " SELECT does not give. Select what is read, or change the mappings in"
                + " syncs/crm.yaml too.");
  }

  @Test
  void letsSyncsUseModelsThatNoFileDescribesAndClaimsNothingOfTheirColumns() {
    for (String word : List.of("audience", "All the best")) {
      Check check = check(workspace, Map.of(CRM_SYNC, CRM.formatted(word)));

      assertThat(problems(check)).isEmpty();
      assertThat(effects(check)).containsExactly("CREATE sync \"crm\" EDIT");
    }
  }

  @Test
  void refusesTheFileOfWhatNoFileCanDescribe() {
    Check check = check(workspace, Map.of(AUDIENCE.ref(), ORDERS));

    assertThat(problems(check))
        .containsExactly(
            "CHECK-008 models/audience.yaml:1:1: the workspace has a model \"audience\" that no"
                + " file can describe: its query is of type \"visual\". Give the file another name,"
                + " or remove it.");
    assertThat(check.effects()).isEmpty();
  }

  @Test
  void knowsModelsByNamesThatOnlyOneHas() {
    var namesake = new Unfiled(ResourceRef.model(new Slug("namesake")), "Orders", "of a reason");
    var both = new ListedWorkspace(List.of(model("orders", "Orders")), List.of(namesake));

    assertThat(workspace.modelNames())
        .isEqualTo(Map.of("Orders", new Slug("orders"), "All the best", new Slug("audience")));
    assertThat(both.modelNames()).isEmpty();
    assertThat(both.count(ResourceKind.MODEL)).isEqualTo(2);
  }
}
