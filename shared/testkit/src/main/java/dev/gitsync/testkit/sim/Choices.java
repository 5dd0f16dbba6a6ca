package dev.gitsync.testkit.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Where a run's decisions come from: drawn from a seed, or read from a script. */
final class Choices {

  private static final int SHORTEST = 30;
  private static final int LONGEST = 160;

  /** Decides one choice. */
  @FunctionalInterface
  private interface Source {
    /** One of {@code weights.length}; those without weight are not drawn. */
    int choose(int step, int place, int[] weights);
  }

  private final Worlds worlds;
  private final Source source;
  private final int length;
  private final List<List<Integer>> made = new ArrayList<>();

  private Choices(Worlds worlds, Source source, int length) {
    this.worlds = worlds;
    this.source = source;
    this.length = length;
    made.add(new ArrayList<>());
  }

  /** Choices that a seed decides, for as many steps as it decides. */
  static Choices drawn(Worlds worlds, long seed) {
    var random = new SplittableRandom(seed);
    return new Choices(
        worlds, (step, place, weights) -> draw(random, weights), random.nextInt(SHORTEST, LONGEST));
  }

  /** The choices of a script. */
  static Choices of(Script script) {
    return new Choices(
        script.worlds(),
        (step, place, weights) -> {
          List<Integer> choices = step == 0 ? script.workload() : script.steps().get(step - 1);
          int choice = place < choices.size() ? choices.get(place) : 0;
          return choice < weights.length && weights[choice] > 0 ? choice : 0;
        },
        script.steps().size());
  }

  private static int draw(SplittableRandom random, int[] weights) {
    int sum = 0;
    for (int weight : weights) {
      sum += weight;
    }
    int left = sum == 0 ? 0 : random.nextInt(sum);
    for (int i = 0; i < weights.length; i++) {
      left -= weights[i];
      if (left < 0) {
        return i;
      }
    }
    return 0;
  }

  /** Which worlds are drawn. */
  Worlds worlds() {
    return worlds;
  }

  /** Begins the next step, if there is one. */
  boolean next() {
    if (made.size() > length) {
      return false;
    }
    made.add(new ArrayList<>());
    return true;
  }

  /** One of {@code count}, each as likely. */
  int of(int count) {
    var weights = new int[Math.max(1, count)];
    Arrays.fill(weights, 1);
    return weighted(weights);
  }

  /** One of as many as there are weights. */
  int weighted(int... weights) {
    List<Integer> step = made.getLast();
    int choice = source.choose(made.size() - 1, step.size(), weights);
    step.add(choice);
    return choice;
  }

  /** One of a list; the first is the plainest. */
  <T> T from(List<T> list) {
    return list.get(of(list.size()));
  }

  /** One of a list whose places have these weights. */
  <T> T from(List<T> list, int... weights) {
    return list.get(weighted(weights));
  }

  /** All choices so far. */
  Script script() {
    return new Script(worlds, made.getFirst(), made.subList(1, made.size()));
  }
}
