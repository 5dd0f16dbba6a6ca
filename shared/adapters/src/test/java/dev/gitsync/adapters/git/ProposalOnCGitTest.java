package dev.gitsync.adapters.git;

import static dev.gitsync.testkit.Fixtures.ACME;
import static dev.gitsync.testkit.Fixtures.ADA;
import static dev.gitsync.testkit.Fixtures.model;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.adapters.codecommit.CodeCommitClients;
import dev.gitsync.adapters.git.net.AddressGuard;
import dev.gitsync.adapters.hosts.HostsByKind;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.flows.Branch;
import dev.gitsync.flows.InboundFlow;
import dev.gitsync.flows.Journal;
import dev.gitsync.flows.OutboundFlow;
import dev.gitsync.flows.ResyncFlow;
import dev.gitsync.flows.host.CheckTarget;
import dev.gitsync.flows.link.HostKind;
import dev.gitsync.flows.link.HostSettings;
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
import dev.gitsync.testkit.hosts.Commits.Merge;
import dev.gitsync.testkit.hosts.GitCommits;
import dev.gitsync.testkit.hosts.GiteaServer;
import dev.gitsync.testkit.hosts.HostedRepository;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flows on a branch that a hook of the real git protects, with a host's API around it. */
class ProposalOnCGitTest {

  private static final String HOOK =
      """
      #!/bin/sh
      while read old new ref; do
        if [ "$ref" = refs/heads/main ]; then
          echo 'GH006: Protected branch update failed for refs/heads/main.' >&2
          exit 1
        fi
      done
      """;

  @TempDir private Path folder;

  private final InstantSource clock = InstantSource.system();
  private final InMemoryStore store = new InMemoryStore(clock);
  private final Hints nobody = new NoHints();

  private void accept(Resource after) {
    var edit =
        new Edit(ACME, ADA, store.find(ACME, after.ref()), Optional.of(after), Mapping.empty());
    assertThat(store.accept(edit)).isPresent();
  }

  private Link link() {
    return store.find(ACME).orElseThrow();
  }

  private Path protectedRepository() throws IOException {
    Path repository = folder.resolve("acme/models.git");
    CGitServer.init(repository);
    Path hook = repository.resolve("hooks/pre-receive");
    Files.createDirectories(hook.getParent());
    Files.writeString(hook, HOOK);
    Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
    return repository;
  }

  private Branch branch() {
    var guard = new AddressGuard(Set.of("localhost", "127.0.0.1"));
    return new Branch(
        HttpGitRemoteTest.remotes(),
        new TwoTokens(),
        HostsByKind.reaching(guard, new CodeCommitClients(), clock));
  }

  private void link(URI repository, URI api) {
    accept(Fixtures.source());
    accept(Fixtures.destination());
    accept(model("orders", "SELECT 1"));
    var settings =
        new LinkSettings(
                new RepositoryUrl(repository.toString()), "main", "", LinkSettings.Mode.RUNNING)
            .with(
                new HostSettings(
                    Optional.of(HostKind.GITEA),
                    Optional.of(api),
                    HostSettings.Delivery.PUSH,
                    HostSettings.Checks.OFF));
    LinkState asked = LinkState.INITIAL.with(new ResyncRequest(ADA, clock.instant()));
    store.create(new Link(ACME, settings, asked, 0));
  }

  @Test
  void bringsTheFirstSyncAndAnEditByPullRequestsThatAreSquashed() throws IOException {
    Path repository = protectedRepository();
    try (GitCommits commits = GitCommits.in(repository)) {
      commits.commit("refs/heads/main", "refs/heads/main", Map.of("README.md", "Acme\n"));
      var hosted = new HostedRepository(commits, "https://git.example/acme/models");
      try (CGitServer server = CGitServer.start(folder);
          GiteaServer gitea = GiteaServer.start(hosted)) {
        link(server.uri("acme/models.git"), gitea.server().api());
        var journal = new Journal(clock, new Random(1));
        var outbound = new OutboundFlow(store, store, branch(), journal);
        var inbound = new InboundFlow(store, store, branch(), journal, nobody);
        var resync = new ResyncFlow(store, store, branch(), journal, nobody);

        resync.run(link());
        outbound.run(link());
        mergeAndRead(hosted, outbound, inbound);
        accept(model("orders", "SELECT 2"));
        outbound.run(link());
        mergeAndRead(hosted, outbound, inbound);

        assertThat(resync.plan(link()).writes()).isEmpty();
        assertThat(CGitServer.run(repository, "git", "rev-list", "--count", "main").strip())
            .isEqualTo("3");
        assertThat(CGitServer.run(repository, "git", "show", "main:models/orders.yaml"))
            .contains("SELECT 2");
        assertThat(CGitServer.run(repository, "git", "ls-tree", "--name-only", "main"))
            .contains("aliases-acme.yaml", "manifest-acme.yaml");
        assertThat(CGitServer.run(repository, "git", "fsck", "--strict")).doesNotContain("error");
      }
    }
  }

  private void mergeAndRead(HostedRepository hosted, OutboundFlow outbound, InboundFlow inbound) {
    var opened = link().state().proposal().flatMap(it -> it.opened());
    hosted.merge(opened.orElseThrow().number(), Merge.SQUASH);
    inbound.run(link());
    outbound.run(link());
    assertThat(store.waiting(ACME, 10)).isEqualTo(List.of());
    assertThat(link().state().proposal()).isEmpty();
  }

  private static final class TwoTokens implements CredentialStore {
    @Override
    public Optional<Credentials> find(WorkspaceId workspace) {
      var git = new Credentials.Token(CGitServer.USER, CGitServer.TOKEN);
      var api = new Credentials.Token(CGitServer.USER, GiteaServer.TOKEN);
      return Optional.of(new Credentials(git, Optional.empty(), Optional.of(api)));
    }

    @Override
    public void put(WorkspaceId workspace, Credentials ignored) {}
  }

  private static final class NoHints implements Hints {
    @Override
    public void outbound(WorkspaceId workspace) {}

    @Override
    public void inbound(WorkspaceId workspace) {}

    @Override
    public void resync(WorkspaceId workspace) {}

    @Override
    public void check(Link link, CheckTarget target) {}
  }
}
