package dev.gitsync.core.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.ChangeId;
import dev.gitsync.core.change.Purpose;
import dev.gitsync.core.check.Check.Effect;
import dev.gitsync.core.check.Check.Finding;
import dev.gitsync.core.check.Check.Outcome;
import dev.gitsync.core.check.Check.Verdict;
import dev.gitsync.core.merge.ConflictPolicy;
import dev.gitsync.core.plan.DeletionGuard;
import dev.gitsync.core.plan.DeletionPolicy;
import dev.gitsync.core.plan.Policies;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.Person;
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
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CheckPlannerTest {

  private static final WorkspaceId ACME = new WorkspaceId("acme");
  private static final LinkLayout LAYOUT = new LinkLayout(ACME, "");
  private static final String ORDERS = "models/orders.yaml";
  private static final String CRM = "syncs/crm.yaml";
  private static final String SQL = "SELECT id, email FROM orders";

  private final World world = new World();
  private final Map<RepoPath, FileChange> files = new HashMap<>();
  private Policies policies = Policies.DEFAULT;

  CheckPlannerTest() {
    world.put(model("orders", SQL));
    world.put(sync("crm", "orders", "email"));
  }

  /** A workspace in memory that counts what it is asked. */
  private static final class World implements Workspace {
    private final Map<ResourceRef, Resource> resources = new TreeMap<>();
    private final List<Change> pending = new ArrayList<>();
    private int asked;

    void put(Resource resource) {
      resources.put(resource.ref(), resource);
    }

    @Override
    public List<Connector> connectors() {
      asked++;
      return List.of(
          connector(ResourceKind.SOURCE, "postgres"),
          connector(ResourceKind.DESTINATION, "hubspot"));
    }

    private static Connector connector(ResourceKind kind, String slug) {
      return new Connector(new ResourceRef(kind, new Slug(slug)), slug, slug, Mapping.empty());
    }

    @Override
    public Optional<Resource> find(ResourceRef ref) {
      asked++;
      return Optional.ofNullable(resources.get(ref));
    }

    @Override
    public Map<String, Slug> modelNames() {
      asked++;
      var names = new HashMap<String, Slug>();
      resources.values().stream()
          .filter(Model.class::isInstance)
          .forEach(it -> names.put(it.name(), it.ref().slug()));
      return names;
    }

    @Override
    public List<Sync> syncsOf(Slug model) {
      asked++;
      return resources.values().stream()
          .filter(Sync.class::isInstance)
          .map(Sync.class::cast)
          .filter(it -> it.model().equals(model))
          .toList();
    }

    @Override
    public List<Change> pending(ResourceRef ref) {
      asked++;
      return pending.stream().filter(it -> it.ref().equals(ref)).toList();
    }

    @Override
    public int count(ResourceKind kind) {
      asked++;
      return (int) resources.keySet().stream().filter(it -> it.kind() == kind).count();
    }
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

  private static Sync sync(String slug, String model, String column) {
    Mapping item =
        Mapping.of("to", new Text("contact")).with("from", column).with("type", "standard");
    return new Sync(
        new Slug(slug),
        new Slug(model),
        new Slug("hubspot"),
        "",
        Mapping.of("mappings", Sequence.of(item)),
        Sync.MANUAL,
        false);
  }

  private static String modelFile(String slug, String sql) {
    return """
        name: Model %s
        source: postgres
        type: raw_sql
        rawSql: %s
        isSchema: false
        primaryKey: id
        """
        .formatted(slug, sql);
  }

  private static String syncFile(String model, String column) {
    return """
        model: %s
        destination: hubspot
        config:
          mappings:
            - to: contact
              from: %s
              type: standard
        schedule:
          type: manual
        schedulePaused: false
        """
        .formatted(model, column);
  }

  private void change(String path, String before, String after) {
    files.put(new RepoPath(path), new FileChange(content(before), content(after)));
  }

  private static Optional<byte[]> content(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text.getBytes(UTF_8));
  }

  private Check check() {
    return new CheckPlanner(LAYOUT, policies, world).check(files);
  }

  /** Findings as {@code code file:line:column affected}. */
  private static List<String> shown(Check check) {
    return check.findings().stream().map(CheckPlannerTest::shown).toList();
  }

  private static String shown(Finding finding) {
    return "%s %s:%s%s"
        .formatted(
            finding.problem().code(),
            finding.problem().file(),
            finding.problem().position(),
            finding.affected().map(it -> " " + it.slug()).orElse(""));
  }

  private static Map<String, Outcome> outcomes(Check check) {
    var outcomes = new TreeMap<String, Outcome>();
    for (Effect effect : check.effects()) {
      outcomes.put(effect.ref().slug().value(), effect.outcome());
    }
    return outcomes;
  }

  @Test
  void asksNothingWhereNothingIsConcerned() {
    change("aliases-acme.yaml", "sources: {}\n", "sources: {}\n");
    assertThat(check().verdict()).isEqualTo(Verdict.NOT_CONCERNED);
    assertThat(world.asked).isZero();
  }

  @Test
  void failsWhereAModelInUseIsDeleted() {
    change(ORDERS, modelFile("orders", SQL), "");
    assertThat(shown(check())).containsExactly("CHECK-001 models/orders.yaml:1:1 crm");
    assertThat(outcomes(check())).isEqualTo(Map.of("orders", Outcome.LEAVE));
  }

  @Test
  void failsWhereAModelInUseGetsAnotherFileName() {
    change(ORDERS, modelFile("orders", SQL), "");
    change("models/sales.yaml", "", modelFile("orders", SQL));
    assertThat(shown(check())).containsExactly("CHECK-001 models/orders.yaml:1:1 crm");
  }

  @Test
  void passesWhereTheSyncFollowsItsModel() {
    change(ORDERS, modelFile("orders", SQL), "");
    change("models/sales.yaml", "", modelFile("orders", SQL));
    change(CRM, syncFile("orders", "email"), syncFile("sales", "email"));
    Check check = check();
    assertThat(shown(check)).isEmpty();
    assertThat(outcomes(check))
        .isEqualTo(Map.of("orders", Outcome.LEAVE, "sales", Outcome.CREATE, "crm", Outcome.UPDATE));
  }

  @Test
  void passesWhereModelAndSyncGoTogether() {
    policies = policies(DeletionPolicy.DELETE, ConflictPolicy.WORKSPACE);
    change(ORDERS, modelFile("orders", SQL), "");
    change(CRM, syncFile("orders", "email"), "");
    Check check = check();
    assertThat(shown(check)).isEmpty();
    assertThat(outcomes(check)).isEqualTo(Map.of("orders", Outcome.DELETE, "crm", Outcome.DELETE));
  }

  @Test
  void saysThatManyDeletionsAsk() {
    policies = policies(DeletionPolicy.DELETE, ConflictPolicy.WORKSPACE);
    for (int i = 0; i < 8; i++) {
      world.put(model("m" + i, SQL));
      change("models/m%d.yaml".formatted(i), modelFile("m" + i, SQL), "");
    }
    assertThat(outcomes(check())).containsOnlyKeys("m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7");
    assertThat(outcomes(check()).values()).containsOnly(Outcome.ASK);
    assertThat(check().verdict()).isEqualTo(Verdict.PASSED);
  }

  private static Policies policies(DeletionPolicy deletions, ConflictPolicy conflicts) {
    return new Policies(conflicts, deletions, DeletionGuard.DEFAULT);
  }

  @Test
  void failsWhereAFileIsBroken() {
    change(ORDERS, modelFile("orders", SQL), modelFile("orders", SQL) + "name: Again\n");
    assertThat(shown(check())).containsExactly("YAML-004 models/orders.yaml:7:1");
    assertThat(outcomes(check())).isEqualTo(Map.of("orders", Outcome.LEAVE));
  }

  @Test
  void failsWhereAReferenceStandsForNothing() {
    change("syncs/new.yaml", "", syncFile("nothing", "email"));
    assertThat(shown(check())).containsExactly("REF-001 syncs/new.yaml:1:8");
  }

  @Test
  void letsASyncUseAModelOfTheSamePullRequest() {
    change("models/new.yaml", "", modelFile("new", SQL));
    change("syncs/new.yaml", "", syncFile("new", "email"));
    assertThat(shown(check())).isEmpty();
    assertThat(check().verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void failsWhereASyncLosesAColumn() {
    change(ORDERS, modelFile("orders", SQL), modelFile("orders", "SELECT id FROM orders"));
    assertThat(shown(check())).containsExactly("CHECK-003 models/orders.yaml:4:9 crm");
  }

  @Test
  void failsWhereThePrimaryKeyIsNotSelectedAnyMore() {
    change(ORDERS, modelFile("orders", SQL), modelFile("orders", "SELECT email FROM orders"));
    assertThat(shown(check())).containsExactly("CHECK-002 models/orders.yaml:6:13 crm");
  }

  @Test
  void claimsNothingAboutColumnsThatNobodyCanTell() {
    change(ORDERS, modelFile("orders", SQL), modelFile("orders", "SELECT * FROM orders"));
    assertThat(shown(check())).isEmpty();
  }

  @Test
  void doesNotBlameAPullRequestForWhatWasMissingBefore() {
    world.put(sync("crm", "orders", "phone"));
    change(ORDERS, modelFile("orders", SQL), modelFile("orders", "SELECT id, email FROM other"));
    assertThat(shown(check())).isEmpty();
  }

  @Test
  void failsWhereAnAliasGoesThatAFileUses() {
    String file = modelFile("orders", SQL).replace("source: postgres", "source: pg");
    change(ORDERS, file, file);
    change("aliases-acme.yaml", "sources:\n  pg: postgres\n", "sources: {}\n");
    assertThat(shown(check())).containsExactly("CHECK-004 aliases-acme.yaml:1:1 orders");
  }

  @Test
  void saysWhatTheWorkspaceHasChangedToo() {
    Model before = model("orders", SQL);
    Model edited = model("orders", "SELECT id, email FROM workspace");
    world.put(edited);
    world.pending.add(
        new Change(
            ChangeId.of(new UUID(0, 1)),
            ACME,
            1,
            Instant.EPOCH,
            new Person("Ada", "ada@example.com"),
            before.ref(),
            before.name(),
            Action.UPDATE,
            before.document(),
            edited.document(),
            Purpose.EDIT));
    change(ORDERS, modelFile("orders", SQL), modelFile("orders", "SELECT id, email FROM git"));
    Check check = check();
    assertThat(shown(check)).containsExactly("CHECK-005 models/orders.yaml:4:9 orders");
    assertThat(check.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(outcomes(check)).isEqualTo(Map.of("orders", Outcome.LEAVE));
  }
}
