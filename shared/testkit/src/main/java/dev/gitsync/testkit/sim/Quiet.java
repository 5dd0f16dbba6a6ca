package dev.gitsync.testkit.sim;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.link.LinkState;
import dev.gitsync.flows.link.Proposal;
import dev.gitsync.testkit.sim.HintQueue.Hint;
import dev.gitsync.testkit.sim.Violation.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A time in which nothing goes wrong and nobody does anything, until all has come to rest. */
record Quiet(World world, FlowRuns flows) {

  /** Longer than any back-off, and than the hold of a resync. */
  private static final Duration ROUND = Duration.ofMinutes(31);

  private static final int MOST_ROUNDS = 12;
  private static final int MOST_RUNS = 40;

  Quiet(World world) {
    this(world, new FlowRuns(world));
  }

  /** Waits for rest. Not coming to rest is a violation. */
  void settle() {
    world.passEverything(Duration.ofHours(5));
    List<Object> before = List.of();
    for (int round = 0; round < MOST_ROUNDS; round++) {
      drain();
      List<Object> now = state();
      if (now.equals(before)) {
        return;
      }
      before = now;
      world.passEverything(ROUND);
      world.ledger().guard(() -> flows.poll(Gate.OPEN, world.memory()));
    }
    world
        .ledger()
        .report(Kind.UNSETTLED, "After " + MOST_ROUNDS + " polls there is still no rest.");
  }

  private void drain() {
    for (int run = 0; run < MOST_RUNS && !world.queue().isEmpty(); run++) {
      Hint hint = world.queue().take(0);
      world.ledger().guard(() -> flows.run(hint, Gate.OPEN, world.memory()));
    }
  }

  /** Equal when nothing has happened in between. */
  private List<Object> state() {
    List<Object> links =
        world.workload().workspaces().stream()
            .<Object>map(
                (WorkspaceId it) ->
                    world.isProposing() ? lasting(world.link(it).state()) : world.store().find(it))
            .toList();
    return List.of(
        links,
        world.git().tip(),
        world.git().ours(),
        world.store().withWaiting(),
        world.queue().size());
  }

  /** A state without when the host was asked last, which is noted each time. */
  private static Object lasting(LinkState state) {
    Optional<Proposal> proposal =
        state
            .proposal()
            .map(
                it ->
                    new Proposal(
                        it.branch(),
                        it.base(),
                        it.tip(),
                        it.opened(),
                        it.standing(),
                        it.told(),
                        Instant.EPOCH));
    return List.of(
        state.lastRead(),
        state.problems(),
        state.failures().keySet(),
        state.requests(),
        state.manifest(),
        state.openConflicts(),
        state.deletions(),
        state.delivered(),
        proposal);
  }
}
