package dev.gitsync.testkit.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Makes the script of a run that found a violation short: leaves out steps, then makes choices the
 * plainest, as long as a violation of the same kind is found.
 */
final class Shrinker {

  private static final int MOST_RUNS = 4_000;

  private final Violation.Kind kind;
  private final UnaryOperator<Ports> tampering;
  private Script shortest;
  private int runs;

  private Shrinker(Violation.Kind kind, UnaryOperator<Ports> tampering, Script script) {
    this.kind = kind;
    this.tampering = tampering;
    this.shortest = script;
  }

  /**
   * The short run with its story.
   *
   * @param found one with a violation
   * @param tampering that it was found with
   */
  static Outcome shrink(Outcome found, UnaryOperator<Ports> tampering) {
    Violation.Kind kind = found.violation().orElseThrow().kind();
    var shrinker = new Shrinker(kind, tampering, found.script());
    int before;
    do {
      before = shrinker.shortest.size();
      shrinker.dropSteps();
      shrinker.cutWorkload();
      shrinker.cutSteps();
    } while (shrinker.shortest.size() < before && shrinker.runs < MOST_RUNS);
    shrinker.lowerChoices();
    return Simulation.run(Choices.of(shrinker.shortest), tampering, Story.Telling.ALOUD);
  }

  /** Keeps a script when it finds the same. */
  private boolean keep(Script script) {
    if (runs >= MOST_RUNS) {
      return false;
    }
    runs++;
    Optional<Violation> violation =
        Simulation.run(Choices.of(script), tampering, Story.Telling.SILENT).violation();
    boolean same = violation.filter(it -> it.kind() == kind).isPresent();
    if (same) {
      shortest = script;
    }
    return same;
  }

  private void dropSteps() {
    for (int chunk = Math.max(1, shortest.steps().size() / 2); chunk > 0; chunk /= 2) {
      int at = Math.max(0, shortest.steps().size() - chunk);
      while (at >= 0) {
        var steps = new ArrayList<>(shortest.steps());
        int end = Math.min(steps.size(), at + chunk);
        if (at < end) {
          steps.subList(at, end).clear();
          keep(shortest.with(steps));
        }
        at -= chunk;
      }
    }
  }

  private void cutWorkload() {
    for (int i = 0; i < shortest.workload().size(); i++) {
      var workload = new ArrayList<>(shortest.workload());
      if (workload.set(i, 0) != 0) {
        keep(new Script(shortest.worlds(), workload, shortest.steps()));
      }
    }
  }

  /** Leaves out the last choices of steps. */
  private void cutSteps() {
    for (int at = 0; at < shortest.steps().size(); at++) {
      boolean shorter = true;
      while (shorter && !shortest.steps().get(at).isEmpty()) {
        List<Integer> choices = shortest.steps().get(at);
        shorter = keep(with(at, choices.subList(0, choices.size() - 1)));
      }
    }
  }

  /** Makes choices zero, or less. */
  private void lowerChoices() {
    for (int at = 0; at < shortest.steps().size(); at++) {
      for (int i = 0; i < shortest.steps().get(at).size(); i++) {
        lower(at, i);
      }
    }
  }

  private void lower(int at, int place) {
    int choice = shortest.steps().get(at).get(place);
    for (int lower = 0; lower < choice; lower++) {
      var choices = new ArrayList<>(shortest.steps().get(at));
      choices.set(place, lower);
      if (keep(with(at, choices))) {
        return;
      }
    }
  }

  private Script with(int at, List<Integer> choices) {
    var steps = new ArrayList<>(shortest.steps());
    steps.set(at, List.copyOf(choices));
    return shortest.with(steps);
  }
}
