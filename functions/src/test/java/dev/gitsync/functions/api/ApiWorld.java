package dev.gitsync.functions.api;

import static dev.gitsync.testkit.Fixtures.ACME;
import static dev.gitsync.testkit.Fixtures.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.OpenConflict;
import dev.gitsync.core.resource.Model;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.flows.Branch;
import dev.gitsync.flows.ConnectionTest;
import dev.gitsync.flows.Journal;
import dev.gitsync.flows.Removal;
import dev.gitsync.flows.RestoreFlow;
import dev.gitsync.flows.RestorePoints;
import dev.gitsync.flows.ResyncFlow;
import dev.gitsync.flows.host.CheckTarget;
import dev.gitsync.flows.link.HeldDeletions;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkState;
import dev.gitsync.flows.link.Proposal;
import dev.gitsync.flows.port.ApiKeys.ActFor;
import dev.gitsync.flows.port.ApiKeys.Grant;
import dev.gitsync.flows.port.CodeHosts;
import dev.gitsync.flows.port.ConflictChanges;
import dev.gitsync.flows.port.CredentialStore;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.Hints;
import dev.gitsync.flows.port.Resources.Edit;
import dev.gitsync.testkit.Fixtures;
import dev.gitsync.testkit.InMemoryGit;
import dev.gitsync.testkit.InMemoryMembers;
import dev.gitsync.testkit.InMemoryStore;
import dev.gitsync.testkit.InMemoryWebhookSecrets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** The API of a workspace with a link that is read up to the branch's tip, all in memory. */
final class ApiWorld {

  private Instant now = Instant.parse("2026-01-02T12:00:00Z");
  private final InstantSource clock = () -> now;
  final InMemoryStore store = new InMemoryStore(clock);
  final InMemoryGit git = new InMemoryGit();
  final List<String> hints = new ArrayList<>();
  final InMemoryWebhookSecrets webhookSecrets = new InMemoryWebhookSecrets(clock, new Random(2));
  CodeHosts host = CodeHosts.NONE;
  private final Branch branch = new Branch(git, new OneToken());
  private final Journal journal = new Journal(clock, new Random(1));
  private final Router router;

  ApiWorld(Resource... resources) {
    accept(Fixtures.source());
    accept(Fixtures.destination());
    for (Resource resource : resources) {
      accept(resource);
    }
    var tip = git.commit(ADA, "Start\n", Map.of("README.md", "Files of models and syncs."));
    store.create(Fixtures.link().with(LinkState.INITIAL.pushed(tip)));
    router = router();
  }

  private Router router() {
    var recorder = new RecordingHints();
    var link =
        new LinkApi(
            store,
            store,
            new OneToken(),
            git,
            new ConnectionTest(branch),
            new ResyncFlow(store, store, branch, journal, recorder),
            recorder,
            clock);
    return new Router(
        new InMemoryMembers(),
        new ResourceApi(store, recorder),
        link,
        new ConflictApi(store, store, new Removal(store, journal), recorder),
        new DeletionApi(store, recorder),
        new ProposalApi(store, store, recorder, clock),
        new ActivityApi(store),
        new RestoreApi(
            store,
            new RestorePoints(store),
            new RestoreFlow(store, store, branch, recorder),
            recorder,
            clock),
        new HostApi(
            store,
            branch,
            (settings, credentials) -> host.open(settings, credentials),
            webhookSecrets,
            recorder));
  }

  /** An edit by Ada. */
  void accept(Resource after) {
    var edit =
        new Edit(ACME, ADA, store.find(ACME, after.ref()), Optional.of(after), Mapping.empty());
    assertThat(store.accept(edit)).isPresent();
  }

  void edit(Mapping document, ResourceRef ref) {
    accept(Resource.of(ref, document));
  }

  void delete(ResourceRef ref) {
    var edit = new Edit(ACME, ADA, store.find(ACME, ref), Optional.empty(), Mapping.empty());
    assertThat(store.accept(edit)).isPresent();
    deliverAll();
  }

  /** Takes all changes off the waiting list, as if Git had them. */
  void deliverAll() {
    assertThat(store.advance(link(), waiting(), List.of())).isPresent();
  }

  List<Change> waiting() {
    return store.waiting(ACME, Integer.MAX_VALUE);
  }

  void record(Activity entry) {
    assertThat(store.advance(link(), List.of(), List.of(entry))).isPresent();
  }

  /** A conflict that a flow found. */
  void open(OpenConflict conflict) {
    Link link = link();
    var opened = new ConflictChanges(List.of(conflict), List.of());
    var state = link.state().withOpenConflicts(store.conflicts(ACME).size() + 1);
    assertThat(store.advance(link.with(state), List.of(), List.of(), opened)).isPresent();
  }

  /** Deletions that the guard stopped. */
  void hold(HeldDeletions held) {
    LinkState state = link().state().withDeletions(Optional.of(held));
    assertThat(store.advance(link().with(state))).isPresent();
  }

  /** Changes that are proposed. */
  void propose(Proposal proposal) {
    LinkState state = link().state().with(Optional.of(proposal));
    assertThat(store.advance(link().with(state))).isPresent();
  }

  Model model(String slug) {
    return (Model) store.find(ACME, ResourceRef.model(new Slug(slug))).orElseThrow().resource();
  }

  Link link() {
    return store.find(ACME).orElseThrow();
  }

  /** Lets time pass. */
  void pass(Duration time) {
    now = now.plus(time);
  }

  /** Ada's request, such as {@code GET git-sync/history?kind=model}; no body where it is empty. */
  Response call(String method, String path, String body) {
    String[] parts = path.split("\\?", 2);
    var query = new HashMap<String, String>();
    for (String pair : parts.length > 1 ? parts[1].split("&") : new String[0]) {
      String[] sides = pair.split("=", 2);
      query.put(sides[0], sides[1]);
    }
    return router.answer(
        new Request(
            method,
            List.of(parts[0].split("/")),
            query,
            Map.of(),
            body.getBytes(StandardCharsets.UTF_8),
            new Identity.KeyHolder(new Grant(ACME, ADA, ActFor.ITS_USER))));
  }

  /** The body of an answer that must have this status. */
  Mapping call(int status, String method, String path, String body) {
    Response response = call(method, path, body);
    assertThat(response.status()).as(Json.write(response.body())).isEqualTo(status);
    return response.body() instanceof Mapping mapping ? mapping : Mapping.empty();
  }

  /** A value that a test expects, as JSON. */
  static Node json(String text) {
    try {
      return Json.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    } catch (Json.Malformed e) {
      throw new AssertionError(e);
    }
  }

  private final class RecordingHints implements Hints {
    @Override
    public void outbound(WorkspaceId workspace) {
      hints.add("outbound");
    }

    @Override
    public void inbound(WorkspaceId workspace) {
      hints.add("inbound");
    }

    @Override
    public void resync(WorkspaceId workspace) {
      hints.add("resync");
    }

    @Override
    public void check(Link link, CheckTarget target) {
      hints.add("check " + target);
    }
  }

  private static final class OneToken implements CredentialStore {
    @Override
    public Optional<Credentials> find(WorkspaceId workspace) {
      return Optional.of(Credentials.token("sync", "token"));
    }

    @Override
    public void put(WorkspaceId workspace, Credentials ignored) {}
  }
}
