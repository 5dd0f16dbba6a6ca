package dev.gitsync.adapters.git;

import static dev.gitsync.testkit.Fixtures.ACME;
import static dev.gitsync.testkit.Fixtures.ADA;
import static dev.gitsync.testkit.Fixtures.model;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.adapters.git.net.AddressGuard;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.flows.Branch;
import dev.gitsync.flows.InboundFlow;
import dev.gitsync.flows.Journal;
import dev.gitsync.flows.OutboundFlow;
import dev.gitsync.flows.ResyncFlow;
import dev.gitsync.flows.host.CheckTarget;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.LinkState;
import dev.gitsync.flows.link.LinkState.ResyncRequest;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.CredentialStore;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.Hints;
import dev.gitsync.flows.port.Resources.Edit;
import dev.gitsync.testkit.CGitServer;
import dev.gitsync.testkit.Fixtures;
import dev.gitsync.testkit.InMemoryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an edit costs from the waiting list to the branch: whole flows on a real Git server. */
class FlowCostTest {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  private final InstantSource clock = InstantSource.fixed(NOON);
  private final InMemoryStore store = new InMemoryStore(clock);
  private final InMemoryLinkMemory memory = new InMemoryLinkMemory();
  @TempDir Path folder;
  private Path repository;
  private CGitServer server;

  @BeforeEach
  void start() throws IOException {
    repository = folder.resolve("acme.git");
    CGitServer.init(
        repository, "uploadpack.allowFilter=true", "user.name=B", "user.email=b@example.com");
    server = CGitServer.start(folder);
    store.create(
        new Link(
            ACME,
            new LinkSettings(
                new RepositoryUrl(server.uri("acme.git").toString()),
                "main",
                "",
                LinkSettings.Mode.RUNNING),
            LinkState.INITIAL.with(new ResyncRequest(ADA, NOON)),
            0));
    edit(Fixtures.source());
    edit(model("orders", "SELECT 1"));
    new Run().resync();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Flows that share what the engine keeps in memory. */
  private final class Run {
    private final Branch branch =
        new Branch(
            new EngineRemotes(new AddressGuard(Set.of("localhost")), memory, clock), new OneUser());
    private final Journal journal = new Journal(clock, new Random(1));
    private final Hints hints = new NoHints();

    void resync() {
      new ResyncFlow(store, store, branch, journal, hints).run(link());
    }

    /** Gives how often the server was asked. */
    int outbound() {
      int before = server.requests().size();
      new OutboundFlow(store, store, branch, journal).run(link());
      return server.requests().size() - before;
    }

    int inbound() {
      int before = server.requests().size();
      new InboundFlow(store, store, branch, journal, hints).run(link());
      return server.requests().size() - before;
    }
  }

  private record OneUser() implements CredentialStore {
    @Override
    public Optional<Credentials> find(WorkspaceId workspace) {
      return Optional.of(HttpGitRemoteTest.GOOD);
    }

    @Override
    public void put(WorkspaceId workspace, Credentials credentials) {}
  }

  private record NoHints() implements Hints {
    @Override
    public void outbound(WorkspaceId workspace) {}

    @Override
    public void inbound(WorkspaceId workspace) {}

    @Override
    public void resync(WorkspaceId workspace) {}

    @Override
    public void check(Link link, CheckTarget target) {}
  }

  private Link link() {
    return store.find(ACME).orElseThrow();
  }

  private void edit(Resource after) {
    var current = store.find(ACME, after.ref());
    assertThat(store.accept(new Edit(ACME, ADA, current, Optional.of(after), Mapping.empty())))
        .isPresent();
  }

  private String git(String... arguments) throws IOException {
    var command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    return CGitServer.run(repository, command.toArray(String[]::new));
  }

  private void assertDelivered(String sql) throws IOException {
    assertThat(git("show", "main:models/orders.yaml")).contains(sql);
    assertThat(store.waiting(ACME, 10)).isEmpty();
    assertThat(link().state().lastRead()).contains(new CommitId(git("rev-parse", "main").strip()));
  }

  @Test
  void deliversAnEditWithOneRequest() throws IOException {
    var process = new Run();
    edit(model("orders", "SELECT 2"));
    process.outbound();
    edit(model("orders", "SELECT 3"));
    assertThat(process.outbound()).isEqualTo(1);
    assertDelivered("SELECT 3");
  }

  @Test
  void deliversSeveralEditsWithOneRequestToo() throws IOException {
    var process = new Run();
    edit(model("orders", "SELECT 2"));
    process.outbound();
    edit(model("users", "SELECT u"));
    edit(model("orders", "SELECT 3"));
    edit(model("orders", "SELECT 4"));
    assertThat(process.outbound()).isEqualTo(1);
    assertDelivered("SELECT 4");
    assertThat(git("rev-list", "--count", "main").strip()).isEqualTo("5");
  }

  @Test
  void deliversTheFirstEditOfAColdProcessWithOneRequest() throws IOException {
    edit(model("orders", "SELECT 2"));
    assertThat(new Run().outbound()).isEqualTo(1);
    assertDelivered("SELECT 2");
  }

  @Test
  void looksAgainWhenSomebodyElseWasFaster() throws IOException {
    var process = new Run();
    edit(model("orders", "SELECT 2"));
    process.outbound();
    String tree = git("rev-parse", "main^{tree}").strip();
    String other = git("commit-tree", tree, "-p", "main", "-m", "Empty").strip();
    git("update-ref", "refs/heads/main", other);
    edit(model("orders", "SELECT 3"));
    assertThat(process.outbound()).isEqualTo(4);
    assertThat(git("show", "main:models/orders.yaml")).contains("SELECT 3");
    assertThat(store.waiting(ACME, 10)).isEmpty();
    assertThat(process.inbound()).isLessThanOrEqualTo(2);
    assertDelivered("SELECT 3");
  }
}
