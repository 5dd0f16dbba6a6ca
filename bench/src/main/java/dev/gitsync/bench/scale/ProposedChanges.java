package dev.gitsync.bench.scale;

import dev.gitsync.bench.BenchFault;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.host.CheckReport.Status;
import dev.gitsync.flows.host.Draft;
import dev.gitsync.flows.host.PullRequest;
import dev.gitsync.flows.host.PullRequest.Origin;
import dev.gitsync.flows.link.HostKind;
import dev.gitsync.flows.link.HostSettings;
import dev.gitsync.flows.link.HostSettings.Checks;
import dev.gitsync.flows.link.HostSettings.Delivery;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.Credentials.Token;
import dev.gitsync.testkit.hosts.GitCommits;
import dev.gitsync.testkit.hosts.GiteaServer;
import dev.gitsync.testkit.hosts.HostedRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Optional;

/** Pull requests on a stand-in for Gitea around the served repository. */
final class ProposedChanges implements AutoCloseable {

  private static final String MAIN = "refs/heads/main";

  private final ScaleSystem system;
  private final GitCommits commits;
  private final HostedRepository hosted;
  private final GiteaServer gitea;
  private int made;

  private ProposedChanges(ScaleSystem system, GitCommits commits) throws IOException {
    this.system = system;
    this.commits = commits;
    this.hosted = new HostedRepository(commits, "https://gitea.example/acme/models");
    this.gitea = GiteaServer.start(hosted, "git/repository");
  }

  static ProposedChanges of(ScaleSystem system) throws IOException {
    return new ProposedChanges(system, GitCommits.in(system.repositoryFolder()));
  }

  /** A workspace with so many models and as many syncs, all in Git. */
  Link linked(WorkspaceId workspace, int models) {
    system.firstCommit();
    var tenant = new Tenant(system, workspace, "main");
    tenant.addConnectors();
    ResyncScale.each(models, tenant::addModel);
    ResyncScale.each(models, tenant::addSync);
    tenant.link();
    var access = system.system().gitAccess();
    system
        .wiring()
        .credentials()
        .put(
            workspace,
            new Credentials(
                new Token(access.username(), access.password()),
                Optional.empty(),
                Optional.of(new Token("", GiteaServer.TOKEN))));
    Link link = system.wiring().links().find(workspace).orElseThrow();
    var hosting =
        new HostSettings(
            Optional.of(HostKind.GITEA),
            Optional.of(gitea.server().api()),
            Delivery.PUSH,
            Checks.ON);
    var next = new Link(workspace, link.settings().with(hosting), link.state(), link.version());
    return system.wiring().links().advance(next).orElseThrow();
  }

  /** A new pull request that gives so many models another column. */
  long propose(int files) {
    String branch = "edit-" + ++made;
    var changed = new HashMap<String, String>();
    for (int i = 0; i < files; i++) {
      changed.put("models/m" + i + ".yaml", model(i));
    }
    commits.commit("refs/heads/" + branch, MAIN, changed);
    return hosted.propose(new Draft(branch, "main", "Edit", ""), Origin.SAME_REPOSITORY);
  }

  private String model(int number) {
    return """
        name: Model %d
        source: postgres
        description: One of many
        type: raw_sql
        rawSql: SELECT id, name, %d AS version, region FROM public.table_%d
        isSchema: false
        primaryKey: id
        """
        .formatted(number, made, number);
  }

  int requests() {
    return gitea.server().requests().size();
  }

  void needPassed(long number) {
    PullRequest pull = hosted.find(number).orElseThrow();
    boolean isPassed =
        hosted.checks().stream()
            .filter(it -> it.head().equals(pull.head()))
            .anyMatch(it -> it.status() == Status.PASSED);
    if (!isPassed || hosted.comments(number).size() != 1) {
      throw new BenchFault("The check did not pass: " + hosted.checks().getLast());
    }
  }

  /** How long git takes to fetch both commits and compare all files that differ. */
  double secondsOfPeer(long number) {
    PullRequest pull = hosted.find(number).orElseThrow();
    Path folder = system.folder().resolve("peer-" + number);
    GitProgramPeer.run(system.folder(), "init", "--quiet", folder.toString());
    long start = System.nanoTime();
    GitProgramPeer.run(
        folder,
        "fetch",
        "--quiet",
        "--depth=1",
        system.repositoryAsUser().toString(),
        pull.base().value(),
        pull.head().value());
    GitProgramPeer.run(folder, "diff", "--stat", pull.base().value(), pull.head().value());
    return (System.nanoTime() - start) / 1e9;
  }

  @Override
  public void close() {
    gitea.close();
    commits.close();
  }
}
