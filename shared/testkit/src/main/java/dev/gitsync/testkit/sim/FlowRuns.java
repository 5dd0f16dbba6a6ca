package dev.gitsync.testkit.sim;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.Branch;
import dev.gitsync.flows.FlowRunner;
import dev.gitsync.flows.FlowRunner.WhenHeld;
import dev.gitsync.flows.InboundFlow;
import dev.gitsync.flows.OutboundFlow;
import dev.gitsync.flows.PollFlow;
import dev.gitsync.flows.ResyncFlow;
import dev.gitsync.flows.TryLater;
import dev.gitsync.flows.link.Failure;
import dev.gitsync.flows.port.CredentialStore;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.RunLog;
import dev.gitsync.testkit.sim.HintQueue.Hint;
import java.util.Optional;

/** Runs the flows as the handlers do: one that wants to be tried later counts as handled. */
record FlowRuns(World world) {

  private static final CredentialStore CREDENTIALS =
      new CredentialStore() {
        @Override
        public Optional<Credentials> find(WorkspaceId workspace) {
          return Optional.of(Credentials.token("sync", "token"));
        }

        @Override
        public void put(WorkspaceId workspace, Credentials credentials) {}
      };

  private static final RunLog NOBODY_READS =
      new RunLog() {
        @Override
        public void ended(Run run) {}

        @Override
        public void failing(WorkspaceId link, String flow, Failure failure) {}
      };

  /** Does what a hint says. */
  void run(Hint hint, Gate gate, Memory memory) {
    Ports ports = world.ports().behind(new Bounded(gate), memory);
    var runner = new FlowRunner(ports.links(), world.clock(), NOBODY_READS);
    try {
      run(hint, ports, runner, memory);
    } catch (TryLater e) {
      // Noted on the link; a later poll hints again.
    }
  }

  private static void run(Hint hint, Ports ports, FlowRunner runner, Memory memory) {
    var branch = new Branch(ports.remotes(), CREDENTIALS, ports.hosts());
    WorkspaceId workspace = hint.workspace();
    switch (hint.flow()) {
      case OutboundFlow.NAME -> {
        var flow = new OutboundFlow(ports.links(), ports.resources(), branch, memory.journal());
        runner.run(hint.flow(), workspace, WhenHeld.STAY_AWAY, flow::run);
      }
      case InboundFlow.NAME -> {
        var flow =
            new InboundFlow(
                ports.links(), ports.resources(), branch, memory.journal(), ports.hints());
        runner.run(hint.flow(), workspace, WhenHeld.STAY_AWAY, flow::run);
      }
      case ResyncFlow.NAME -> {
        var flow =
            new ResyncFlow(
                ports.links(), ports.resources(), branch, memory.journal(), ports.hints());
        runner.run(hint.flow(), workspace, WhenHeld.TAKE_OVER, flow::run);
      }
      default -> throw new IllegalArgumentException(hint.flow());
    }
  }

  /** Looks at all links, one after the other. */
  void poll(Gate gate, Memory memory) {
    Ports ports = world.ports().behind(gate, memory);
    var runner = new FlowRunner(ports.links(), world.clock(), NOBODY_READS);
    var lookout =
        new Lookout(ports, new Branch(ports.remotes(), CREDENTIALS, ports.hosts()), world.clock());
    for (WorkspaceId workspace : world.workload().workspaces()) {
      try {
        lookout.hintAtWaiting(workspace);
        if (lookout.isDue(workspace)) {
          runner.run(PollFlow.NAME, workspace, WhenHeld.STAY_AWAY, lookout::look);
        }
      } catch (TryLater e) {
        // Noted on the link.
      }
    }
  }
}
