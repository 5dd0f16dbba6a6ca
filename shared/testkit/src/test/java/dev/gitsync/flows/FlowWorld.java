package dev.gitsync.flows;

import static dev.gitsync.testkit.Fixtures.ACME;
import static dev.gitsync.testkit.Fixtures.ADA;
import static dev.gitsync.testkit.Fixtures.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.plan.Policies;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.resource.Model;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.flows.FlowRunner.WhenHeld;
import dev.gitsync.flows.check.CheckFlow;
import dev.gitsync.flows.host.CheckTarget;
import dev.gitsync.flows.host.WebhookEvent;
import dev.gitsync.flows.link.HostSettings;
import dev.gitsync.flows.link.HostSettings.Delivery;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.LinkState;
import dev.gitsync.flows.link.LinkState.RestoreRequest;
import dev.gitsync.flows.link.LinkState.ResyncRequest;
import dev.gitsync.flows.port.CodeHost;
import dev.gitsync.flows.port.CodeHosts;
import dev.gitsync.flows.port.CredentialStore;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.Hints;
import dev.gitsync.flows.port.Links;
import dev.gitsync.flows.port.Resources;
import dev.gitsync.flows.port.Resources.Edit;
import dev.gitsync.testkit.Fixtures;
import dev.gitsync.testkit.InMemoryGit;
import dev.gitsync.testkit.InMemoryStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** A workspace and a repository, and the flows between them. */
final class FlowWorld {

  static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  private Instant now = NOON;
  private final InstantSource clock = () -> now;
  final InMemoryStore store = new InMemoryStore(clock);
  private final PoisonedResources resources = new PoisonedResources(store);
  final InMemoryGit git = new InMemoryGit();
  final List<String> hints = new ArrayList<>();

  private final Hints recorder =
      new Hints() {
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
      };

  private final CredentialStore credentials =
      new CredentialStore() {
        @Override
        public Optional<Credentials> find(WorkspaceId workspace) {
          return Optional.of(Credentials.token("sync", "token"));
        }

        @Override
        public boolean forget(WorkspaceId workspace) {
          return copies-- > 0;
        }

        @Override
        public void put(WorkspaceId workspace, Credentials ignored) {}
      };

  /** How often credentials are found to be only a copy. */
  int copies;

  final PullRequests host = new PullRequests(git);

  /** Whether there is a service around the repository. */
  boolean isHosted;

  /** How many calls of Git, the host and the store go well before the process dies. */
  int callsLeft = Integer.MAX_VALUE;

  private boolean dies(String call) {
    return callsLeft != Integer.MAX_VALUE
        && Set.of(
                "accept",
                "tip",
                "history",
                "push",
                "branchOff",
                "latest",
                "open",
                "update",
                "advance")
            .contains(call)
        && callsLeft-- <= 0;
  }

  /** The process is gone, after the call or before it. */
  static final class Died extends Error {
    private static final long serialVersionUID = 1;
  }

  /** When a process dies. */
  enum Dying {
    BEFORE_THE_CALL,
    AFTER_THE_CALL
  }

  Dying dying = Dying.BEFORE_THE_CALL;

  private <T> T mortal(Class<T> port, T real) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              boolean dies = dies(method.getName());
              if (dies && dying == Dying.BEFORE_THE_CALL) {
                throw new Died();
              }
              try {
                Object answer = method.invoke(real, arguments);
                if (dies) {
                  throw new Died();
                }
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private final Branch branch =
      new Branch(
          (settings, layout, key) -> mortal(GitRemote.class, git.open(settings, layout, key)),
          credentials,
          (settings, key) ->
              isHosted ? Optional.of(mortal(CodeHost.class, host)) : Optional.empty());
  private final Journal journal = new Journal(clock, new Random(1));
  final RecordingRunLog runs = new RecordingRunLog();
  private final FlowRunner runner = new FlowRunner(store, clock, runs);
  private final Links mortalLinks = mortal(Links.class, store);
  private final OutboundFlow outbound = new OutboundFlow(mortalLinks, resources, branch, journal);
  final InboundFlow inbound = new InboundFlow(store, resources, branch, journal, recorder);
  final ResyncFlow resync =
      new ResyncFlow(mortalLinks, mortal(Resources.class, resources), branch, journal, recorder);
  final RestoreFlow restore = new RestoreFlow(store, resources, branch, recorder);
  private final WebhookFlow webhook = new WebhookFlow(store, recorder, clock);
  private final PollFlow poll =
      new PollFlow(store, resources, branch, recorder, runner, runs, clock);

  /**
   * A world whose link was synced once, with these resources besides a source and a destination.
   */
  static FlowWorld synced(Resource... resources) {
    var world = new FlowWorld();
    world.edit(Fixtures.source());
    world.edit(Fixtures.destination());
    for (Resource resource : resources) {
      world.edit(resource);
    }
    world.store.create(Fixtures.link().with(LinkState.INITIAL.with(new ResyncRequest(ADA, NOON))));
    world.runResync();
    world.hints.clear();
    return world;
  }

  /** An edit by Ada in the workspace. */
  Change edit(Resource after) {
    Optional<StoredResource> current = store.find(ACME, after.ref());
    return store
        .accept(new Edit(ACME, ADA, current, Optional.of(after), Mapping.empty()))
        .orElseThrow();
  }

  void delete(ResourceRef ref) {
    var edit = new Edit(ACME, ADA, store.find(ACME, ref), Optional.empty(), Mapping.empty());
    assertThat(store.accept(edit)).isPresent();
  }

  /** A push by Bob. */
  void push(String path, String text) {
    push(Map.of(path, text));
  }

  void push(Map<String, String> files) {
    git.commit(BOB, "Edit by hand\n", files);
  }

  void runOutbound() {
    runner.run(OutboundFlow.NAME, ACME, WhenHeld.STAY_AWAY, outbound::run);
  }

  void runInbound() {
    runner.run(InboundFlow.NAME, ACME, WhenHeld.STAY_AWAY, inbound::run);
  }

  void runResync() {
    runner.run(ResyncFlow.NAME, ACME, WhenHeld.TAKE_OVER, resync::run);
  }

  void runRestore() {
    runner.run(RestoreFlow.NAME, ACME, WhenHeld.STAY_AWAY, restore::run);
  }

  /** The link's host tells of something. */
  WebhookFlow.Outcome tell(List<WebhookEvent> events) {
    return webhook.run(link(), events);
  }

  /** Checks what a host tells of. */
  void runCheck(CodeHosts hosts, CheckTarget target) {
    var check = new CheckFlow(store, resources, branch, hosts);
    runner.run(CheckFlow.NAME, ACME, WhenHeld.TAKE_OVER, link -> check.run(link, target));
  }

  /** Bob asks for the workspace of a commit. */
  void requestRestore(CommitId commit) {
    Link link = link();
    var request = new RestoreRequest(BOB, now, commit);
    assertThat(store.advance(link.with(link.state().withRestore(Optional.of(request)))))
        .isPresent();
  }

  void requestResync() {
    Link link = link();
    Link asked = link.with(link.state().with(new ResyncRequest(ADA, NOON)));
    assertThat(store.advance(asked)).isPresent();
  }

  /** A run of a flow could not be done now. */
  void fail(String flow) {
    try {
      runner.run(
          flow,
          ACME,
          WhenHeld.STAY_AWAY,
          link -> {
            throw new TryLater("GIT-010", "down", null);
          });
    } catch (TryLater e) {
      assertThat(e.code()).isEqualTo("GIT-010");
    }
  }

  /** From now on, a resource brings out an error of ours; or none does. */
  void poison(Optional<ResourceRef> ref) {
    resources.poison(ref);
  }

  /** Gives the link other policies. */
  void use(Policies policies) {
    Link link = link();
    LinkSettings settings = link.settings().with(policies);
    assertThat(store.advance(new Link(ACME, settings, link.state(), link.version()))).isPresent();
  }

  /** The link's commits go by pull request from now on. */
  void propose() {
    isHosted = true;
    Link link = link();
    HostSettings hosting =
        new HostSettings(
            Optional.empty(), Optional.empty(), Delivery.PULL_REQUEST, HostSettings.Checks.ON);
    LinkSettings settings = link.settings().with(hosting);
    assertThat(store.advance(new Link(ACME, settings, link.state(), link.version()))).isPresent();
  }

  /** Lets time pass. */
  void pass(Duration time) {
    now = now.plus(time);
  }

  void runPoll() {
    poll.run();
  }

  Link link() {
    return store.find(ACME).orElseThrow();
  }

  /** Whether the file says, read with the workspace's own words, what the workspace says. */
  boolean isEqual(ResourceRef ref) {
    return resync.plan(link()).writes().stream().noneMatch(it -> it.resource().ref().equals(ref));
  }

  Model model(String slug) {
    return (Model) store.find(ACME, ResourceRef.model(new Slug(slug))).orElseThrow().resource();
  }

  List<Change> waiting() {
    return store.waiting(ACME, Integer.MAX_VALUE);
  }

  /** The log, oldest first. */
  List<Activity> activity() {
    return store.page(ACME, Optional.empty(), 1_000).reversed();
  }

  String file(String path) {
    return git.files().getOrDefault(path, "");
  }

  List<String> subjects() {
    return git.log().stream().map(it -> it.message().lines().findFirst().orElse("")).toList();
  }
}
