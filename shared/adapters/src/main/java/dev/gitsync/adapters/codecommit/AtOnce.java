package dev.gitsync.adapters.codecommit;

import java.util.function.Function;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/** Asks many questions at once, but not so many that CodeCommit sees a flood. */
final class AtOnce {

  private static final int MOST = 8;

  private AtOnce() {}

  /** The answers, in the order of the questions; the first failure ends it all. */
  static <T, R> Stream<R> map(Stream<T> questions, Function<T, R> ask) {
    return questions.gather(Gatherers.mapConcurrent(MOST, ask));
  }
}
