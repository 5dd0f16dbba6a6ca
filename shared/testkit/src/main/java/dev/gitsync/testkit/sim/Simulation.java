package dev.gitsync.testkit.sim;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkState;
import dev.gitsync.flows.link.LinkState.ResyncRequest;
import dev.gitsync.testkit.sim.Violation.Kind;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One run: a world, what happens in it, and whether all holds that must. */
final class Simulation {

  private static final int MOST_ROUNDS = 12;

  private final Choices choices;
  private final World world;
  private final Counts counts = new Counts();
  private final Functions functions;
  private final Steps steps;

  private Simulation(Choices choices, UnaryOperator<Ports> tampering, Story story) {
    this.choices = choices;
    this.world = new World(Workload.drawn(choices), tampering, story);
    this.functions = new Functions(world, counts);
    this.steps = new Steps(world, functions, counts);
  }

  static Outcome run(Choices choices, UnaryOperator<Ports> tampering, Story.Telling telling) {
    var story = new Story(telling);
    var simulation = new Simulation(choices, tampering, story);
    Optional<Violation> violation = simulation.violation();
    return new Outcome(choices.script(), story.lines(), violation, simulation.counts);
  }

  private Optional<Violation> violation() {
    try {
      begin();
      int step = 0;
      while (choices.next() && world.ledger().violation().isEmpty()) {
        step++;
        counts.add("steps");
        world.ledger().begin(step);
        if (steps.take(choices)) {
          rest();
        }
      }
      if (world.ledger().violation().isEmpty()) {
        rest();
      }
      return world.ledger().violation();
    } finally {
      functions.stop();
    }
  }

  /** Each workspace has something in it and a link that was never synced. */
  private void begin() {
    for (WorkspaceId workspace : world.workload().workspaces()) {
      var user = new WorkspaceUser(world, workspace);
      user.create(Inventory.SOURCE).call().accept(Gate.OPEN);
      user.create(Inventory.DESTINATION).call().accept(Gate.OPEN);
      user.create(Inventory.ORDERS).call().accept(Gate.OPEN);
      user.create(Inventory.CRM).call().accept(Gate.OPEN);
      var request = new ResyncRequest(WorkspaceUser.ROOT, world.now());
      var _ =
          world
              .store()
              .create(
                  new Link(
                      workspace,
                      world.workload().settings(workspace),
                      LinkState.INITIAL.with(request),
                      0));
      world.queue().resync(workspace);
    }
    if (choices.of(2) == 0) {
      new Quiet(world).settle();
    }
  }

  /** All that is proposed comes to the branch, and what it brings about, until nothing is left. */
  private void bringAll() {
    var reviewer = new Reviewer(world);
    for (int round = 0; round < MOST_ROUNDS; round++) {
      if (world.ledger().violation().isPresent()) {
        return;
      }
      world.workload().workspaces().forEach(it -> new Proposed(world, it).check());
      if (!reviewer.bringAll(choices)) {
        return;
      }
      new Quiet(world).settle();
    }
    world.ledger().report(Kind.UNSETTLED, "However much is merged, there is more to merge.");
  }

  /** Nothing goes wrong any more; when all has come to rest, everything must hold. */
  private void rest() {
    world.story().tell(() -> "all rest, and everything is looked at");
    counts.add("times of rest");
    functions.finish();
    new Quiet(world).settle();
    if (world.isProposing()) {
      bringAll();
    }
    world.ledger().expect(world.git().tip());
    Rest rest = Rest.of(world);
    if (world.ledger().violation().isEmpty()) {
      for (WorkspaceId workspace : world.workload().workspaces()) {
        new NothingLeft(rest, workspace).check();
        new EqualSides(rest, workspace).check();
        new WholeLog(rest, workspace).check();
      }
      new KeptEdits(rest).check();
    }
  }
}
