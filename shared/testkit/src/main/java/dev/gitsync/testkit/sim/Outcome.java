package dev.gitsync.testkit.sim;

import java.util.List;
import java.util.Optional;

/**
 * How a run of the simulation ended.
 *
 * @param script what it decided
 * @param story what happened, a line for each step; empty where nobody listened
 * @param violation the first that was found
 */
public record Outcome(
    Script script, List<String> story, Optional<Violation> violation, Counts counts) {

  public Outcome {
    story = List.copyOf(story);
  }
}
