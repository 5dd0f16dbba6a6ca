package dev.gitsync.testkit.sim;

import java.util.List;

/**
 * What a run decided: for each step, the choices that it made in their order. A choice that is not
 * there is zero, and zero is always the plainest that can happen, so any part of a script is a
 * script.
 *
 * @param worlds that the choices are about
 * @param workload the choices about the world as a whole
 */
public record Script(Worlds worlds, List<Integer> workload, List<List<Integer>> steps) {

  public Script {
    workload = List.copyOf(workload);
    steps = steps.stream().map(List::copyOf).toList();
  }

  /** This script with other steps. */
  Script with(List<List<Integer>> other) {
    return new Script(worlds, workload, other);
  }

  /** How many choices there are. */
  int size() {
    return workload.size() + steps.stream().mapToInt(List::size).sum();
  }
}
