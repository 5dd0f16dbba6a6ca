package dev.gitsync.testkit.sim;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.InboundFlow;
import dev.gitsync.flows.OutboundFlow;
import dev.gitsync.flows.ResyncFlow;
import dev.gitsync.flows.host.PullRequest;
import dev.gitsync.testkit.sim.HintQueue.Hint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What can happen next: people do something, functions start and go on, and things go wrong. */
final class Steps {

  private static final List<Step> ALL = List.of(Step.values());
  private static final List<String> FLOWS =
      List.of(OutboundFlow.NAME, InboundFlow.NAME, ResyncFlow.NAME);
  private static final List<Duration> WAITS =
      List.of(
          Duration.ofSeconds(2),
          Duration.ofSeconds(40),
          Duration.ofMinutes(3),
          Duration.ofMinutes(35));
  private static final List<Duration> JUMPS =
      List.of(
          Duration.ofMinutes(5), Duration.ofMinutes(-5), Duration.ofHours(2), Duration.ofHours(-2));

  /** Something that can happen. The first is the plainest. */
  private enum Step {
    GO_ON,
    DELIVER_A_HINT,
    EDIT,
    PUSH,
    POLL,
    WAIT,
    LOSE_A_HINT,
    DOUBLE_A_HINT,
    RUN_UNASKED,
    ASK_FOR_A_RESYNC,
    FORCE_PUSH,
    CLOCK_JUMP,
    REST,
    REVIEW
  }

  private final World world;
  private final Functions functions;
  private final GitUser git;
  private final Reviewer reviewer;
  private final Counts counts;

  Steps(World world, Functions functions, Counts counts) {
    this.world = world;
    this.functions = functions;
    this.git = new GitUser(world);
    this.reviewer = new Reviewer(world);
    this.counts = counts;
  }

  /** Lets one thing happen. Returns whether people want a rest after it. */
  boolean take(Choices choices) {
    Step step = choices.from(ALL, ALL.stream().mapToInt(this::weight).toArray());
    world.pass(Duration.ofMillis(100));
    switch (step) {
      case GO_ON -> functions.goOn(choices);
      case DELIVER_A_HINT -> deliver(choices);
      case EDIT -> functions.act(WorkspaceUser.drawn(world, choices), choices);
      case PUSH -> push(choices);
      case POLL -> poll(choices);
      case WAIT -> pass("time passes", choices.from(WAITS));
      case LOSE_A_HINT -> lose(choices);
      case DOUBLE_A_HINT -> repeat(choices);
      case RUN_UNASKED -> unasked(choices);
      case ASK_FOR_A_RESYNC ->
          functions.act(new WorkspaceUser(world, workspace(choices)).resync(), choices);
      case FORCE_PUSH -> force(choices);
      case CLOCK_JUMP -> jump(choices);
      case REST -> {}
      case REVIEW -> review(choices);
    }
    return step == Step.REST;
  }

  /** How likely it is, against the others. */
  private int weight(Step step) {
    int rough = Math.min(10, world.workload().weather().perThousand());
    int room = functions.isFull() ? 0 : 1;
    int hinted = world.queue().isEmpty() ? 0 : 1;
    return switch (step) {
      case GO_ON -> 180 * functions.size();
      case DELIVER_A_HINT -> 120 * room * hinted;
      case EDIT -> 160 * room;
      case PUSH -> 80;
      case POLL -> 30 * room;
      case WAIT -> 25;
      case LOSE_A_HINT, DOUBLE_A_HINT -> rough * hinted;
      case RUN_UNASKED -> 2 * rough * room;
      case ASK_FOR_A_RESYNC -> 8 * room;
      case FORCE_PUSH, CLOCK_JUMP -> rough;
      case REST -> 20;
      case REVIEW -> world.isProposing() ? 70 : 0;
    };
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

  /** Somebody looks at a pull request; the host may tell of it. */
  private void review(Choices choices) {
    Optional<PullRequest> pull = reviewer.drawn(choices);
    if (pull.isEmpty()) {
      tell("Rita finds no pull request");
      return;
    }
    tell(reviewer.review(pull.get(), choices));
    if (choices.of(3) == 0) {
      world.workload().workspaces().forEach(world.queue()::inbound);
      world.workload().workspaces().forEach(world.queue()::outbound);
    }
  }

  private void deliver(Choices choices) {
    if (!world.queue().isEmpty()) {
      Hint hint = world.queue().take(choices.of(world.queue().size()));
      tell(hint + " is hinted at and starts");
      functions.start(hint, Optional.of(hint), choices);
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
    var hint = new Hint(choices.from(FLOWS), workspace(choices));
    tell(hint + " starts by itself");
    functions.start(hint, Optional.empty(), choices);
  }

  private void poll(Choices choices) {
    tell("the poll starts");
    functions.poll(choices);
  }
}
