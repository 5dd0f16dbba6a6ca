package dev.gitsync.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.merge.Conflict;
import dev.gitsync.core.plan.RestorePlan.Update;
import dev.gitsync.core.problem.Problem;
import dev.gitsync.core.repo.Aliases;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.References;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.resource.Model;
import dev.gitsync.core.resource.Query;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.resource.Sync;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RestorePlannerTest {

  private static final LinkLayout LAYOUT = new LinkLayout(new WorkspaceId("acme"), "");

  private final Map<RepoPath, byte[]> files = new HashMap<>();
  private final List<StoredResource> present = new ArrayList<>();
  private DeletionPolicy policy = DeletionPolicy.IGNORE;

  private void file(String path, String text) {
    files.put(new RepoPath(path), text.getBytes(StandardCharsets.UTF_8));
  }

  private void modelFile(String slug, String source, String sql) {
    file(
        "models/" + slug + ".yaml",
        "name: Model %s\nsource: %s\ntype: raw_sql\nrawSql: %s\nprimaryKey: id\n"
            .formatted(slug, source, sql));
  }

  private void syncFile(String slug, String model) {
    file("syncs/" + slug + ".yaml", "model: %s\ndestination: crm\n".formatted(model));
  }

  private static Model model(String slug, String sql) {
    return new Model(
        new Slug(slug),
        "Model " + slug,
        new Slug("postgres"),
        "",
        new Query(Query.Type.RAW_SQL, sql),
        "id");
  }

  private static Sync sync(String slug, String model) {
    return new Sync(
        new Slug(slug),
        new Slug(model),
        new Slug("crm"),
        "",
        Mapping.of("batch", Num.of(7)),
        Sync.MANUAL,
        true);
  }

  private void present(Resource resource) {
    present.add(
        new StoredResource(resource, "1", 1, Mapping.empty(), Instant.EPOCH, Instant.EPOCH));
  }

  private RestorePlan plan(Optional<ResourceRef> only) {
    var sources = new LinkedHashMap<String, Slug>(Map.of("db", new Slug("postgres")));
    var aliases = new Aliases(sources, new LinkedHashMap<>());
    var words =
        new References(
            aliases, Set.of(new Slug("postgres")), Set.of(new Slug("crm")), Set.of(), Map.of());
    return RestorePlanner.plan(
        new RestorePlanner.Past(LAYOUT, files, words), present, only, policy);
  }

  private static List<String> told(RestorePlan plan) {
    return plan.steps().stream()
        .map(step -> step.getClass().getSimpleName() + " " + step.ref())
        .toList();
  }

  private List<String> told() {
    return told(plan(Optional.empty()));
  }

  @Test
  void doesModelsBeforeTheSyncsThatUseThem() {
    modelFile("orders", "db", "SELECT 1");
    syncFile("to-crm", "Model orders");
    assertThat(told()).containsExactly("Create model \"orders\"", "Create sync \"to-crm\"");
  }

  @Test
  void saysWhichFieldsDiffer() {
    present(model("orders", "SELECT 2"));
    present(model("users", "SELECT u"));
    modelFile("orders", "db", "SELECT 1");
    modelFile("users", "postgres", "SELECT u");
    RestorePlan plan = plan(Optional.empty());
    assertThat(told(plan)).containsExactly("Update model \"orders\"", "Unchanged model \"users\"");
    assertThat(((Update) plan.steps().getFirst()).differences())
        .extracting(Conflict::fieldName)
        .containsExactly("rawSql");
  }

  @Test
  void leavesWhatTheFileLeavesUnsaid() {
    present(model("orders", "SELECT 1"));
    present(sync("to-crm", "orders"));
    modelFile("orders", "db", "SELECT 1");
    syncFile("to-crm", "orders");
    assertThat(told()).containsExactly("Unchanged model \"orders\"", "Unchanged sync \"to-crm\"");
  }

  @Test
  void leavesWhatWasNotThereUnlessDeletionsAreTakenOver() {
    present(model("new", "SELECT 1"));
    present(sync("new-to-crm", "new"));
    assertThat(told()).containsExactly("Leave sync \"new-to-crm\"", "Leave model \"new\"");
    policy = DeletionPolicy.DELETE;
    assertThat(told()).containsExactly("Delete sync \"new-to-crm\"", "Delete model \"new\"");
  }

  @Test
  void deletesNothingThatIsNeeded() {
    policy = DeletionPolicy.DELETE;
    present(model("new", "SELECT 1"));
    present(model("other", "SELECT 1"));
    present(sync("broken", "other"));
    syncFile("to-crm", "new");
    file("syncs/broken.yaml", "- not a sync");
    RestorePlan plan = plan(Optional.empty());
    assertThat(told(plan))
        .containsExactly("Create sync \"to-crm\"", "Leave model \"new\"", "Leave model \"other\"");
    assertThat(plan.problems()).extracting(Problem::code).containsExactly("FILE-001");
  }

  @Test
  void skipsWhatCannotBeTakenOverAndTellsIt() {
    present(model("orders", "SELECT 2"));
    modelFile("orders", "gone", "SELECT 1");
    syncFile("to-crm", "nothing");
    modelFile("users", "db", "SELECT u");
    RestorePlan plan = plan(Optional.empty());
    assertThat(told(plan)).containsExactly("Create model \"users\"");
    assertThat(plan.problems())
        .extracting(it -> it.code() + " " + it.file())
        .containsExactly("REF-001 models/orders.yaml", "REF-001 syncs/to-crm.yaml");
  }

  @Test
  void plansOneResourceAgainstAllThatIsThere() {
    policy = DeletionPolicy.DELETE;
    present(model("orders", "SELECT 2"));
    present(model("new", "SELECT 1"));
    syncFile("to-crm", "orders");
    ResourceRef sync = ResourceRef.sync(new Slug("to-crm"));
    assertThat(told(plan(Optional.of(sync)))).containsExactly("Create sync \"to-crm\"");
    files.clear();
    assertThat(told(plan(Optional.of(ResourceRef.model(new Slug("new"))))))
        .containsExactly("Delete model \"new\"");
    assertThat(told(plan(Optional.of(sync)))).isEmpty();
  }
}
