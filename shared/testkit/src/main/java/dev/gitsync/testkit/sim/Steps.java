package dev.gitsync.testkit.sim;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.InboundFlow;
import dev.gitsync.flows.OutboundFlow;
import dev.gitsync.flows.ResyncFlow;
import dev.gitsync.testkit.sim.Actor.End;
import dev.gitsync.testkit.sim.HintQueue.Hint;
import dev.gitsync.testkit.sim.Violation.Kind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What can happen next: people do something, functions start and go on, and things go wrong. */
final class Steps {

  private static final int MOST_AT_ONCE = 5;
  private static final List<Burst> BURSTS = List.of(Burst.values());
  private static final List<Fault> FAULTS = List.of(Fault.values());
  private static final List<Duration> WAITS =
      List.of(
          Duration.ofSeconds(2),
          Duration.ofSeconds(40),
          Duration.ofMinutes(3),
          Duration.ofMinutes(35));
  private static final List<Duration> JUMPS =
      List.of(
          Duration.ofMinutes(5), Duration.ofMinutes(-5), Duration.ofHours(2), Duration.ofHours(-2));

  /** A function that runs, and what it came from. */
  private record Running(Actor actor, Optional<Memory> memory, Optional<Hint> hint) {}

  private final World world;
  private final FlowRuns flows;
  private final GitUser git;
  private final Counts counts;
  private final List<Running> running = new ArrayList<>();
  private final List<Memory> idle = new ArrayList<>();

  Steps(World world, Counts counts) {
    this.world = world;
    this.flows = new FlowRuns(world);
    this.git = new GitUser(world);
    this.counts = counts;
  }

  /** Lets one thing happen. Returns whether people want a rest after it. */
  boolean take(Choices choices) {
    int bad = world.workload().weather().perThousand();
    int room = running.size() < MOST_AT_ONCE ? 1 : 0;
    int rough = Math.min(10, bad);
    int step =
        choices.weighted(
            180 * running.size(),
            world.queue().isEmpty() ? 0 : 120 * room,
            160 * room,
            80,
            30 * room,
            25,
            world.queue().isEmpty() ? 0 : rough,
            world.queue().isEmpty() ? 0 : rough,
            2 * rough * room,
            8 * room,
            rough,
            rough,
            20);
    world.pass(Duration.ofMillis(100));
    switch (step) {
      case 1 -> deliver(choices);
      case 2 -> act(WorkspaceUser.drawn(world, choices), choices);
      case 3 -> push(choices);
      case 4 -> poll(choices);
      case 5 -> pass("time passes", choices.from(WAITS));
      case 6 -> lose(choices);
      case 7 -> repeat(choices);
      case 8 -> unasked(choices);
      case 9 -> act(new WorkspaceUser(world, workspace(choices)).resync(), choices);
      case 10 -> force(choices);
      case 11 -> jump(choices);
      case 12 -> {
        return true;
      }
      default -> goOn(choices, bad);
    }
    return false;
  }

  private WorkspaceId workspace(Choices choices) {
    return choices.from(world.workload().workspaces());
  }

  private void tell(String line) {
    world.story().tell(() -> line);
  }

  private void pass(String words, Duration time) {
    world.pass(time);
    tell(words + ": " + time);
  }

  private void jump(Choices choices) {
    counts.add("clock jumps");
    pass("the clock jumps", choices.from(JUMPS));
  }

  /** Somebody pushes; the host may tell one of the links. */
  private void push(Choices choices) {
    tell(git.push(choices));
    List<WorkspaceId> workspaces = world.workload().workspaces();
    int told = choices.of(workspaces.size() + 1);
    if (told > 0) {
      world.queue().inbound(workspaces.get(told - 1));
    }
  }

  private void force(Choices choices) {
    counts.add("force pushes by others");
    tell(git.force(choices));
  }

  private void deliver(Choices choices) {
    if (!world.queue().isEmpty()) {
      Hint hint = world.queue().take(choices.of(world.queue().size()));
      start(hint, Optional.of(hint), choices, "is hinted at and starts");
    }
  }

  private void lose(Choices choices) {
    if (!world.queue().isEmpty()) {
      counts.add("hints lost");
      Hint hint = world.queue().take(choices.of(world.queue().size()));
      tell("the hint at " + hint + " is lost");
    }
  }

  private void repeat(Choices choices) {
    if (!world.queue().isEmpty()) {
      counts.add("hints doubled");
      Hint hint = world.queue().get(choices.of(world.queue().size()));
      world.queue().add(hint);
      tell("the hint at " + hint + " is doubled");
    }
  }

  private void unasked(Choices choices) {
    counts.add("runs that nobody asked for");
    String flow = choices.from(List.of(OutboundFlow.NAME, InboundFlow.NAME, ResyncFlow.NAME));
    start(new Hint(flow, workspace(choices)), Optional.empty(), choices, "starts by itself");
  }

  private void start(Hint hint, Optional<Hint> again, Choices choices, String words) {
    Memory memory = memory(choices);
    tell(hint + " " + words);
    counts.add("runs");
    Actor actor = Actor.start(hint.toString(), gate -> flows.run(hint, gate, memory));
    var _ = begin(actor, Optional.of(memory), again);
  }

  private void poll(Choices choices) {
    Memory memory = memory(choices);
    tell("the poll starts");
    Actor actor = Actor.start("the poll", gate -> flows.poll(gate, memory));
    var _ = begin(actor, Optional.of(memory), Optional.empty());
  }

  /** Most edits take no time; some take so long that other things come in between. */
  private void act(WorkspaceUser.Act act, Choices choices) {
    Running run = begin(Actor.start("the API", act.call()), Optional.empty(), Optional.empty());
    boolean isQuick = choices.weighted(3, 2) == 0;
    while (isQuick && run.actor().before().isPresent()) {
      run.actor().goOn(Fault.NONE);
    }
    tell(act.words() + (isQuick ? "" : ", which takes a while"));
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

  private void goOn(Choices choices, int bad) {
    if (running.isEmpty()) {
      return;
    }
    Running run = choices.from(running);
    Burst burst = choices.from(BURSTS, 3, 2, 2, 4, 5);
    goOn(run, burst, fault(choices, bad));
    if (run.actor().end().equals(Optional.of(End.DIED)) && run.hint().isPresent()) {
      if (choices.of(2) == 0) {
        world.queue().add(run.hint().get());
      }
    }
  }

  /** A fault for the last of some calls; which of them can have it shows only then. */
  private static Fault fault(Choices choices, int bad) {
    int each = bad * 3;
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
                  run.actor().name() + ": " + run.actor().thrown().map(Steps::trace).orElse(""));
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
