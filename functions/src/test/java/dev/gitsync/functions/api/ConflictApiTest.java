package dev.gitsync.functions.api;

import static dev.gitsync.functions.api.ApiWorld.json;
import static dev.gitsync.testkit.Fixtures.ACME;
import static dev.gitsync.testkit.Fixtures.ADA;
import static dev.gitsync.testkit.Fixtures.model;
import static dev.gitsync.testkit.Fixtures.sync;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Activity.Outcome;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.Direction;
import dev.gitsync.core.change.OpenConflict;
import dev.gitsync.core.change.OpenConflict.Decision;
import dev.gitsync.core.change.Purpose;
import dev.gitsync.core.merge.Conflict;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.core.tree.TreePath;
import dev.gitsync.core.yaml.Position;
import dev.gitsync.flows.link.HeldDeletions;
import dev.gitsync.flows.link.HeldDeletions.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConflictApiTest {

  private static final ResourceRef ORDERS = ResourceRef.model(new Slug("orders"));
  private static final TreePath SQL = TreePath.of("rawSql");
  private static final String TAKE_GIT = "{\"take\":\"git\"}";
  private static final String TAKE_WORKSPACE = "{\"take\":\"workspace\"}";

  private final ApiWorld world = new ApiWorld(model("orders", "SELECT 1"));

  /** A conflict in which Git says {@code SELECT git}. */
  private OpenConflict open(Decision decision) {
    return open(
        decision,
        new Conflict(
            SQL,
            Optional.of(new Text("SELECT 1")),
            Optional.of(new Text("SELECT git")),
            Optional.of(new Position(4, 9))));
  }

  private OpenConflict open(Decision decision, Conflict about) {
    var conflict =
        new OpenConflict(
            ORDERS,
            about,
            decision,
            Instant.parse("2026-01-02T11:00:00Z"),
            world.git.tip(),
            Optional.empty());
    world.open(conflict);
    return conflict;
  }

  private Mapping decide(int status, OpenConflict conflict, String body) {
    return world.call(status, "POST", "git-sync/conflicts/" + conflict.id(), body);
  }

  private List<Change> waiting() {
    return world.waiting();
  }

  private String sql() {
    return world.model("orders").query().text();
  }

  @Test
  void showsWhatIsInConflict() {
    OpenConflict conflict = open(Decision.HELD);
    Mapping status = world.call(200, "GET", "git-sync/status", "");
    assertThat(status.text("health")).contains("undecided");
    assertThat(status.get("conflictCount")).contains(Node.Num.of(1));
    Mapping list = world.call(200, "GET", "git-sync/conflicts", "");
    assertThat(list.get("data")).isEqualTo(status.get("conflicts"));
    assertThat(list.get("next")).contains(new Node.Null());
    assertThat(list.get("data"))
        .contains(
            json(
                """
                [{'id':'%s','resource':{'kind':'model','slug':'orders','name':'Model orders'},
                  'field':'rawSql','workspace':'SELECT 1','git':'SELECT git',
                  'file':'models/orders.yaml','line':4,'column':9,'decision':'held',
                  'isDeletion':false,'at':'2026-01-02T11:00:00Z','commit':'%s',
                  'settling':false}]"""
                    .formatted(conflict.id(), world.git.tip().orElseThrow())));
  }

  @Test
  void pagesTheList() {
    open(Decision.HELD);
    open(Decision.GIT, new Conflict(TreePath.of("name"), Optional.empty(), Optional.empty()));
    Mapping first = world.call(200, "GET", "git-sync/conflicts?limit=1", "");
    assertThat(first.get("next")).contains(Node.Num.of(1));
    Mapping second = world.call(200, "GET", "git-sync/conflicts?limit=1&offset=1", "");
    assertThat(second.get("next")).contains(new Node.Null());
    assertThat(second.get("data")).isNotEqualTo(first.get("data"));
  }

  @Test
  void takesGitsValueOfAHeldFieldAndLeavesTheConflictOpenUntilItIsDelivered() {
    OpenConflict conflict = open(Decision.HELD);
    Mapping answer = decide(202, conflict, TAKE_GIT);
    assertThat(answer.get("settling")).contains(new Node.Bool(true));
    assertThat(sql()).isEqualTo("SELECT git");
    Change change = waiting().getLast();
    assertThat(change.purpose())
        .isEqualTo(new Purpose.Resolution(SQL, Optional.of(new Text("SELECT git"))));
    assertThat(change.before().text("rawSql")).contains("SELECT git");
    assertThat(change.author()).isEqualTo(ADA);
    assertThat(world.store.conflicts(ACME)).containsExactly(conflict);
    assertThat(world.hints).contains("outbound");
  }

  @Test
  void takesTheWorkspacesValueAsAChangeOfWhatGitSays() {
    decide(202, open(Decision.HELD), TAKE_WORKSPACE);
    Change change = waiting().getLast();
    assertThat(change.before().text("rawSql")).contains("SELECT git");
    assertThat(change.after().text("rawSql")).contains("SELECT 1");
  }

  @Test
  void takesAValueOfOnesOwnOnce() {
    OpenConflict conflict = open(Decision.HELD);
    decide(202, conflict, "{\"value\":\"SELECT 2\"}");
    int changes = waiting().size();
    decide(202, conflict, "{\"value\":\"SELECT 2\"}");
    assertThat(waiting()).hasSize(changes);
    decide(409, conflict, TAKE_GIT);
    assertThat(sql()).isEqualTo("SELECT 2");
  }

  @Test
  void removesAFieldThatGitHasRemoved() {
    world.edit(model("orders", "SELECT 1").document().with("description", "All"), ORDERS);
    var about =
        new Conflict(TreePath.of("description"), Optional.of(new Text("All")), Optional.empty());
    decide(202, open(Decision.HELD, about), TAKE_GIT);
    assertThat(world.model("orders").description()).isEmpty();
    assertThat(waiting().getLast().before().get("description")).isEmpty();
  }

  @Test
  void keepsTheResourceValid() {
    OpenConflict conflict =
        open(Decision.HELD, new Conflict(SQL, Optional.empty(), Optional.empty()));
    Mapping problem = decide(422, conflict, TAKE_GIT);
    assertThat(problem.text("message"))
        .contains("model \"orders\" would not be valid: a model of type raw_sql needs rawSql.");
    decide(422, conflict, "{\"value\":5}");
    decide(422, conflict, "{\"value\":5,\"take\":\"git\"}");
    decide(422, conflict, "{\"take\":\"mine\"}");
    decide(422, conflict, "{}");
  }

  @Test
  void dismissesWhatTheWinnerIsTakenFor() {
    OpenConflict conflict = open(Decision.WORKSPACE);
    int changes = waiting().size();
    decide(204, conflict, TAKE_WORKSPACE);
    assertThat(waiting()).hasSize(changes);
    assertThat(world.store.conflicts(ACME)).isEmpty();
    assertThat(world.link().state().openConflicts()).isZero();
    decide(404, conflict, TAKE_WORKSPACE);
  }

  @Test
  void editsWhereTheOtherSideIsTaken() {
    decide(204, open(Decision.WORKSPACE), TAKE_GIT);
    assertThat(sql()).isEqualTo("SELECT git");
    assertThat(waiting().getLast().purpose()).isEqualTo(Purpose.EDIT);
    assertThat(world.store.conflicts(ACME)).isEmpty();
    decide(204, open(Decision.GIT), TAKE_WORKSPACE);
    assertThat(sql()).isEqualTo("SELECT 1");
  }

  @Test
  void dismissesOnlyWhatIsDecided() {
    OpenConflict held = open(Decision.HELD);
    world.call(409, "DELETE", "git-sync/conflicts/" + held.id(), "");
    OpenConflict decided = open(Decision.WORKSPACE);
    assertThat(decided.id()).isEqualTo(held.id());
    world.call(204, "DELETE", "git-sync/conflicts/" + held.id(), "");
    world.call(404, "DELETE", "git-sync/conflicts/" + held.id(), "");
    world.call(405, "GET", "git-sync/conflicts/" + held.id(), "");
  }

  /** A file whose deletion waits for somebody's word, with another one. */
  private OpenConflict deletion() {
    world.deliverAll();
    Mapping document = world.model("orders").document();
    OpenConflict conflict =
        open(Decision.HELD, new Conflict(TreePath.ROOT, Optional.of(document), Optional.empty()));
    world.hold(
        new HeldDeletions(
            2, 0, 0, Instant.parse("2026-01-02T11:00:00Z"), Answer.ASKED, Optional.empty()));
    return conflict;
  }

  @Test
  void deletesAResourceAsItsFileWas() {
    OpenConflict conflict = deletion();
    decide(422, conflict, "{\"value\":{}}");
    decide(204, conflict, TAKE_GIT);
    assertThat(world.store.find(ACME, ORDERS)).isEmpty();
    assertThat(world.store.conflicts(ACME)).isEmpty();
    assertThat(world.link().state().deletions()).map(HeldDeletions::inbound).contains(1);
    Activity entry = world.store.page(ACME, Optional.empty(), 1).getFirst();
    assertThat(entry.direction()).isEqualTo(Direction.INBOUND);
    assertThat(entry.outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(entry.actor()).isEqualTo(ADA);
    assertThat(entry.before().text("rawSql")).contains("SELECT 1");
    assertThat(entry.after()).isEqualTo(Mapping.empty());
    assertThat(waiting()).isEmpty();
  }

  @Test
  void deletesNothingThatIsUsedOrEdited() {
    OpenConflict conflict = deletion();
    world.accept(sync("to-crm", "orders"));
    assertThat(decide(409, conflict, TAKE_GIT).text("message"))
        .contains("model \"orders\" is used by sync \"to-crm\". Delete that first.");
    world.delete(ResourceRef.sync(new Slug("to-crm")));
    world.accept(model("orders", "SELECT 2"));
    decide(409, conflict, TAKE_GIT);
    assertThat(world.store.find(ACME, ORDERS)).isPresent();
  }

  @Test
  void writesTheFileOfAResourceThatStaysAgain() {
    OpenConflict conflict = deletion();
    decide(204, conflict, TAKE_WORKSPACE);
    assertThat(waiting()).extracting(Change::purpose).containsExactly(new Purpose.Recreation());
    assertThat(world.store.conflicts(ACME)).isEmpty();
  }

  @Test
  void takesAWordOnDeletionsThatTheGuardHasStopped() {
    world.call(409, "POST", "git-sync/deletions", "{\"answer\":\"approve\"}");
    deletion();
    assertThat(world.call(200, "GET", "git-sync/status", "").get("deletions"))
        .contains(
            json(
                "{'inbound':2,'outbound':0,'since':'2026-01-02T11:00:00Z','answer':'asked',"
                    + "'answeredBy':null}"));
    world.call(422, "POST", "git-sync/deletions", "{}");
    world.call(422, "POST", "git-sync/deletions", "{\"answer\":\"yes\"}");
    Mapping answer = world.call(202, "POST", "git-sync/deletions", "{\"answer\":\"approve\"}");
    assertThat(answer.text("answer")).contains("approved");
    assertThat(world.link().state().deletions().orElseThrow().by()).contains(ADA);
    assertThat(world.hints).contains("outbound", "inbound");
    world.call(202, "POST", "git-sync/deletions", "{\"answer\":\"approve\"}");
    world.call(409, "POST", "git-sync/deletions", "{\"answer\":\"refuse\"}");
  }

  @Test
  void forgetsConflictsWithOtherFiles() {
    open(Decision.HELD);
    world.call(200, "PUT", "git-sync", "{\"path\":\"elsewhere\"}");
    assertThat(world.store.conflicts(ACME)).isEmpty();
    assertThat(world.link().state().openConflicts()).isZero();
    assertThat(world.link().state().resync()).isPresent();
  }

  @Test
  void keepsTheValueThatLostToGitInSight() {
    OpenConflict conflict = open(Decision.GIT);
    world.accept(model("orders", "SELECT git"));
    Mapping list = world.call(200, "GET", "git-sync/conflicts", "");
    var shown = (Mapping) ((Node.Sequence) list.get("data").orElseThrow()).items().getFirst();
    assertThat(shown.text("workspace")).contains("SELECT 1");
    assertThat(shown.text("git")).contains("SELECT git");
    assertThat(shown.text("decision")).contains("git");
    world.delete(ORDERS);
    decide(409, conflict, TAKE_WORKSPACE);
    world.call(204, "DELETE", "git-sync/conflicts/" + conflict.id(), "");
  }
}
