package dev.gitsync.testkit.sim;

import dev.gitsync.testkit.sim.Actor.End;
import dev.gitsync.testkit.sim.HintQueue.Hint;
import dev.gitsync.testkit.sim.Violation.Kind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The functions that run at the moment, and the processes that wait for something to run. */
final class Functions {

  private static final int MOST_AT_ONCE = 5;
  private static final List<Burst> BURSTS = List.of(Burst.values());
  private static final List<Fault> FAULTS = List.of(Fault.values());

  /** A function that runs, and what it came from. */
  private record Running(Actor actor, Optional<Memory> memory, Optional<Hint> hint) {}

  private final World world;
  private final Counts counts;
  private final FlowRuns flows;
  private final List<Running> running = new ArrayList<>();
  private final List<Memory> idle = new ArrayList<>();

  Functions(World world, Counts counts) {
    this.world = world;
    this.counts = counts;
    this.flows = new FlowRuns(world);
  }

  int size() {
    return running.size();
  }

  boolean isFull() {
    return running.size() >= MOST_AT_ONCE;
  }

  /**
   * Starts a flow.
   *
   * @param hint what it was hinted at by, and will be again if it dies; empty for a run of its own
   *     accord
   */
  void start(Hint what, Optional<Hint> hint, Choices choices) {
    Memory memory = memory(choices);
    counts.add("runs of flows");
    Actor actor = Actor.start(what.toString(), gate -> flows.run(what, gate, memory));
    var _ = begin(actor, Optional.of(memory), hint);
  }

  /** Starts a look at all links. */
  void poll(Choices choices) {
    Memory memory = memory(choices);
    Actor actor = Actor.start("the poll", gate -> flows.poll(gate, memory));
    var _ = begin(actor, Optional.of(memory), Optional.empty());
  }

  /** Most edits take no time; some take so long that other things come in between. */
  void act(WorkspaceUser.Act act, Choices choices) {
    Running run = begin(Actor.start("the API", act.call()), Optional.empty(), Optional.empty());
    boolean isQuick = choices.weighted(3, 2) == 0;
    while (isQuick && run.actor().before().isPresent()) {
      run.actor().goOn(Fault.NONE);
    }
    world.story().tell(() -> act.words() + (isQuick ? "" : ", which takes a while"));
    endIfOver(run);
  }

  /** A process that is warm, or a new one. */
  private Memory memory(Choices choices) {
    int place = choices.of(idle.size() + 1);
    return place == 0 ? world.memory() : idle.remove(place - 1);
  }

  private Running begin(Actor actor, Optional<Memory> memory, Optional<Hint> hint) {
    var run = new Running(actor, memory, hint);
    running.add(run);
    endIfOver(run);
    return run;
  }

  /** Lets one of them go on. */
  void goOn(Choices choices) {
    if (running.isEmpty()) {
      return;
    }
    Running run = choices.from(running);
    Burst burst = choices.from(BURSTS, 3, 2, 2, 4, 5);
    goOn(run, burst, fault(choices, world.workload().weather()));
    if (run.actor().end().equals(Optional.of(End.DIED)) && run.hint().isPresent()) {
      if (choices.of(2) == 0) {
        world.queue().add(run.hint().get());
      }
    }
  }

  /** A fault for the last of some calls; which of them can have it shows only then. */
  private static Fault fault(Choices choices, Workload.Weather weather) {
    int each = weather.perThousand() * 3;
    return choices.from(FAULTS, 1_000, each, each, each, each, each / 2);
  }

  private void goOn(Running run, Burst burst, Fault fault) {
    Actor actor = run.actor();
    var made = new ArrayList<String>();
    boolean isLast = false;
    while (!isLast && actor.before().filter(it -> !burst.endsBefore(it, made.size())).isPresent()) {
      PortCall call = actor.before().get();
      isLast = burst.endsWith(call, made.size() + 1);
      Fault now = isLast && fault.concerns(call) ? fault : Fault.NONE;
      made.add((call.words() + " " + now.words()).strip());
      if (now != Fault.NONE) {
        counts.add(now.name());
      }
      actor.goOn(now);
    }
    String end = actor.end().map(it -> it == End.DONE ? "; it is done" : "").orElse("");
    world.story().tell(() -> actor.name() + " " + String.join(", ", made) + end);
    endIfOver(run);
  }

  private void endIfOver(Running run) {
    run.actor().end().ifPresent(end -> over(run, end));
  }

  private void over(Running run, End end) {
    if (!running.remove(run)) {
      return;
    }
    switch (end) {
      case DONE -> run.memory().ifPresent(idle::add);
      case DIED -> {}
      case FAULTY ->
          world
              .ledger()
              .report(
                  Kind.FAULT,
                  run.actor().name()
                      + ": "
                      + run.actor().thrown().map(Functions::trace).orElse(""));
    }
  }

  static String trace(Throwable thrown) {
    var text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  /** Lets all that runs come to its end, without a fault. */
  void finish() {
    while (!running.isEmpty()) {
      goOn(running.getFirst(), Burst.TO_THE_END, Fault.NONE);
    }
  }

  /** Ends the threads of what still runs. */
  void stop() {
    while (!running.isEmpty()) {
      goOn(running.getFirst(), Burst.ONE_CALL, Fault.DIES_BEFORE);
    }
  }
}
