package dev.gitsync.testkit.sim;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.Journal;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.port.CodeHosts;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.testkit.InMemoryGit;
import dev.gitsync.testkit.InMemoryStore;
import dev.gitsync.testkit.hosts.HostedRepository;
import dev.gitsync.testkit.hosts.InMemoryCodeHost;
import dev.gitsync.testkit.sim.Workload.Protection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** Several workspaces and one repository, with a clock of their own. */
final class World {

  private static final Instant START = Instant.parse("2026-01-02T12:00:00Z");

  private final Workload workload;
  private final Ledger ledger = new Ledger();
  private final Story story;
  private final HintQueue queue = new HintQueue();
  private final InMemoryGit git = new InMemoryGit();
  private final HostedRepository host =
      new HostedRepository(new HostedCommits(git), "https://git.example/all");
  private final SplittableRandom random = new SplittableRandom(1);
  private final InMemoryStore store;
  private final Ports ports;
  private Instant now = START;
  private Instant latest = START;
  private Spot spot;
  private int tokens;

  World(Workload workload, UnaryOperator<Ports> tampering, Story story) {
    this.workload = workload;
    this.story = story;
    this.spot = new Spot(workload.workspaces().getFirst(), Inventory.ORDERS);
    this.store = new InMemoryStore(clock(), random.split());
    this.ports =
        tampering.apply(
            new Ports(
                new WitnessedResources(store, store, ledger),
                store,
                (settings, layout, credentials) ->
                    new WitnessedRemote(
                        branch(settings, git.open(settings, layout, credentials)),
                        settings.branch(),
                        git,
                        ledger),
                queue,
                isProposing() ? new InMemoryCodeHost(host) : CodeHosts.NONE));
  }

  private GitRemote branch(LinkSettings settings, GitRemote remote) {
    boolean isProtected =
        workload.protection() == Protection.BY_PULL_REQUEST_ONLY
            && !InMemoryGit.isOurs(settings.branch());
    return isProtected ? new ProtectedRemote(remote) : remote;
  }

  /** Whether there are pull requests. */
  boolean isProposing() {
    return workload.worlds() == Worlds.PROPOSING;
  }

  Workload workload() {
    return workload;
  }

  Ledger ledger() {
    return ledger;
  }

  Story story() {
    return story;
  }

  HintQueue queue() {
    return queue;
  }

  InMemoryGit git() {
    return git;
  }

  /** The pull requests. */
  HostedRepository host() {
    return host;
  }

  InMemoryStore store() {
    return store;
  }

  /** The ports as all functions share them. */
  Ports ports() {
    return ports;
  }

  InstantSource clock() {
    return () -> now;
  }

  Instant now() {
    return now;
  }

  Link link(WorkspaceId workspace) {
    return store.find(workspace).orElseThrow();
  }

  /** Lets time pass, or go back. */
  void pass(Duration time) {
    now = now.plus(time);
    latest = now.isAfter(latest) ? now : latest;
  }

  /** Lets time pass until it is later than it ever was by this much. */
  void passEverything(Duration time) {
    now = latest.plus(time);
    latest = now;
  }

  /** Where somebody works next: often where somebody else has just been, on whatever side. */
  Spot spot(Choices choices) {
    if (choices.weighted(3, 2) > 0) {
      spot = new Spot(choices.from(workload.workspaces()), choices.from(workload.places()));
    }
    return spot;
  }

  /** A value that nobody wrote before. */
  String token() {
    tokens++;
    return Tokens.text(tokens);
  }

  /** The memory of a process that has just started. */
  Memory memory() {
    return new Memory(new Journal(clock(), random.split()));
  }
}
