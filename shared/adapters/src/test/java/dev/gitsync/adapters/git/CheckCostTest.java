package dev.gitsync.adapters.git;

import static dev.gitsync.testkit.Fixtures.ACME;
import static dev.gitsync.testkit.Fixtures.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.adapters.git.net.AddressGuard;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.flows.Branch;
import dev.gitsync.flows.check.CheckFlow;
import dev.gitsync.flows.host.CheckReport;
import dev.gitsync.flows.host.CheckReport.Status;
import dev.gitsync.flows.host.CheckTarget.OfPullRequest;
import dev.gitsync.flows.host.Draft;
import dev.gitsync.flows.host.PullRequest.Origin;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.LinkState;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.CredentialStore;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.Resources.Edit;
import dev.gitsync.testkit.ByteMeter;
import dev.gitsync.testkit.CGitServer;
import dev.gitsync.testkit.Fixtures;
import dev.gitsync.testkit.InMemoryStore;
import dev.gitsync.testkit.hosts.GitCommits;
import dev.gitsync.testkit.hosts.HostedRepository;
import dev.gitsync.testkit.hosts.InMemoryCodeHost;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a check asks of a real Git server: what the pull request changes, and nothing else. */
class CheckCostTest {

  private static final String MAIN = "refs/heads/main";
  private static final int OTHERS = 500;
  private static final int OTHER_BYTES = 3_000;

  private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-02T12:00:00Z"));
  private final InMemoryStore store = new InMemoryStore(clock);
  private final Random random = new Random(1);
  @TempDir Path folder;
  private CGitServer server;
  private GitCommits commits;
  private HostedRepository hosted;
  private InMemoryCodeHost host;
  private ByteMeter meter;

  @BeforeEach
  void start() throws IOException {
    Path repository = folder.resolve("acme.git");
    CGitServer.init(
        repository, "uploadpack.allowFilter=true", "uploadpack.allowAnySHA1InWant=true");
    server = CGitServer.start(folder);
    URI address = server.uri("acme.git");
    meter = ByteMeter.before(address.getPort(), Duration.ZERO);
    commits = GitCommits.in(repository);
    hosted = new HostedRepository(commits, "https://host.example");
    host = new InMemoryCodeHost(hosted);
    store.create(
        new Link(
            ACME,
            new LinkSettings(
                new RepositoryUrl(meter.through(address).toString()),
                "main",
                "",
                LinkSettings.Mode.RUNNING),
            LinkState.INITIAL,
            0));
    edit(Fixtures.source());
  }

  @AfterEach
  void stop() throws IOException {
    commits.close();
    server.close();
  }

  private void edit(Resource after) {
    assertThat(
            store.accept(
                new Edit(ACME, ADA, Optional.empty(), Optional.of(after), Mapping.empty())))
        .isPresent();
  }

  private static final class OneUser implements CredentialStore {
    @Override
    public Optional<Credentials> find(WorkspaceId workspace) {
      return Optional.of(Credentials.token(CGitServer.USER, CGitServer.TOKEN));
    }

    @Override
    public void put(WorkspaceId workspace, Credentials credentials) {}
  }

  /** A file that does not compress. */
  private String other() {
    byte[] bytes = new byte[OTHER_BYTES * 3 / 4];
    random.nextBytes(bytes);
    return "# " + Base64.getEncoder().encodeToString(bytes) + "\n";
  }

  private static String model(int number, String sql) {
    return """
        name: Model %d
        source: postgres
        type: raw_sql
        rawSql: %s
        isSchema: false
        primaryKey: id
        """
        .formatted(number, sql);
  }

  private static Map<String, String> models(int count, String sql) {
    var files = new HashMap<String, String>();
    for (int i = 0; i < count; i++) {
      files.put("models/m%04d.yaml".formatted(i), model(i, sql));
    }
    return files;
  }

  /** What was asked of the Git server for a check of so many changed files. */
  private record Cost(int requests, long bytesDown) {}

  private Cost passes(int changed) {
    Cost cost = check();
    CheckReport report = host.reports().getLast();
    assertThat(report.status()).as(report.text()).isEqualTo(Status.PASSED);
    assertThat(report.title()).startsWith(changed + " ");
    return cost;
  }

  private Cost check() {
    long number = hosted.propose(new Draft("edit", "main", "Edit", ""), Origin.SAME_REPOSITORY);
    var remotes = new EngineRemotes(new AddressGuard(Set.of("localhost", "127.0.0.1")), clock);
    var flow = new CheckFlow(store, store, new Branch(remotes, new OneUser()), host);
    int before = server.requests().size();
    long bytes = meter.down();
    flow.run(store.find(ACME).orElseThrow(), new OfPullRequest(number));
    return new Cost(server.requests().size() - before, meter.down() - bytes);
  }

  @Test
  void readsOnlyWhatThePullRequestChangesInAFewRequests() {
    var files = models(1_000, "SELECT id FROM t");
    for (int i = 0; i < OTHERS; i++) {
      files.put("syncs/other-%04d.yaml".formatted(i), other());
      files.put("models/other-%04d.yaml".formatted(i), other());
    }
    commits.commit(MAIN, MAIN, files);
    commits.commit("refs/heads/edit", MAIN, models(1_000, "SELECT id, email FROM t"));
    Cost cost = passes(1_000);
    assertThat(cost.requests()).isLessThanOrEqualTo(6);
    assertThat(cost.bytesDown()).isLessThan((long) OTHERS * OTHER_BYTES / 4);
  }

  @Test
  void asksAsOftenForOneFileAsForAThousand() {
    commits.commit(MAIN, MAIN, models(2, "SELECT id FROM t"));
    commits.commit("refs/heads/edit", MAIN, models(2, "SELECT id, email FROM t"));
    assertThat(passes(2).requests()).isLessThanOrEqualTo(6);
  }

  @Test
  void findsTheFilesOfWhatIsAffectedInNoFurtherRequest() {
    edit(Fixtures.model("m0000", "SELECT 1"));
    commits.commit(MAIN, MAIN, models(2, "SELECT id FROM t"));
    commits.commit("refs/heads/edit", MAIN, models(2, "SELECT id, email FROM t"));
    assertThat(check().requests()).isLessThanOrEqualTo(6);
    assertThat(host.reports().getLast().text()).contains("Affects [model `m0000`](https://");
  }
}
