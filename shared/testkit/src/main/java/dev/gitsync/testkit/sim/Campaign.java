package dev.gitsync.testkit.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Many runs, one for each of a row of seeds, as many at a time as there are processors. */
public final class Campaign {

  private static final int TOGETHER = 100;

  private final Worlds worlds;
  private final long first;
  private final long runs;
  private final UnaryOperator<Ports> tampering;
  private final Counts counts = new Counts();
  private final List<Failed> failed = new ArrayList<>();
  private Optional<Throwable> broken = Optional.empty();
  private long ended;

  /** A run that found a violation. */
  public record Failed(long seed, Outcome outcome) {

    /** The run made short, told as a story, with the violation and how to replay it. */
    public String report() {
      Outcome shortest = shrink(outcome, UnaryOperator.identity());
      String violation = shortest.violation().map(Violation::toString).orElse("");
      String flag = shortest.script().worlds() == Worlds.PROPOSING ? " --proposals" : "";
      return "%s%n%n%s%n%nReplay it: ./gitsync bench sim%s --seed %d --runs 1%n"
          .formatted(violation, String.join("\n", shortest.story()), flag, seed);
    }
  }

  private Campaign(Worlds worlds, long first, long runs, UnaryOperator<Ports> tampering) {
    this.worlds = worlds;
    this.first = first;
    this.runs = runs;
    this.tampering = tampering;
  }

  /**
   * Runs seeds from a first one on.
   *
   * @param progress told how many runs have ended, by one thread at a time
   */
  public static Campaign of(Worlds worlds, long first, long runs, LongConsumer progress) {
    return of(worlds, first, runs, UnaryOperator.identity(), progress);
  }

  static Campaign of(
      Worlds worlds, long first, long runs, UnaryOperator<Ports> tampering, LongConsumer progress) {
    var campaign = new Campaign(worlds, first, runs, tampering);
    campaign.run(progress);
    return campaign;
  }

  /** The run of a seed, told. */
  static Outcome tell(Worlds worlds, long seed) {
    return onVirtualThread(() -> tell(Choices.drawn(worlds, seed)));
  }

  /** The run of a script, told. */
  static Outcome replay(Script script) {
    return onVirtualThread(() -> tell(Choices.of(script)));
  }

  /** A run that found something, made short and told. */
  static Outcome shrink(Outcome found, UnaryOperator<Ports> tampering) {
    return onVirtualThread(() -> Shrinker.shrink(found, tampering));
  }

  private static Outcome tell(Choices choices) {
    return Simulation.run(choices, UnaryOperator.identity(), Story.Telling.ALOUD);
  }

  /** There the baton goes from thread to thread much faster. */
  private static Outcome onVirtualThread(Supplier<Outcome> run) {
    var outcome = new CompletableFuture<Outcome>();
    Thread.startVirtualThread(
        () -> {
          try {
            outcome.complete(run.get());
          } catch (Throwable e) {
            outcome.completeExceptionally(e);
          }
        });
    return outcome.join();
  }

  /**
   * Runs a hundred seeds after the other until something unexpected is found.
   *
   * @param most so many runs at most
   * @return how many runs it took; empty when none of them found anything
   */
  static OptionalLong find(Worlds worlds, long first, long most, UnaryOperator<Ports> tampering) {
    for (long done = 0; done < most; done += TOGETHER) {
      Campaign some = of(worlds, first + done, TOGETHER, tampering, run -> {});
      OptionalLong found = some.failed().stream().mapToLong(Failed::seed).min();
      if (found.isPresent()) {
        return OptionalLong.of(found.getAsLong() - first + 1);
      }
    }
    return OptionalLong.empty();
  }

  private void run(LongConsumer progress) {
    int atOnce = Runtime.getRuntime().availableProcessors() * 2;
    var next = new AtomicLong();
    var over = new Semaphore(0);
    for (int i = 0; i < atOnce; i++) {
      Thread.startVirtualThread(
          () -> {
            try {
              for (long run = next.getAndIncrement(); run < runs; run = next.getAndIncrement()) {
                note(first + run, progress);
              }
            } catch (Throwable e) {
              breakOff(e);
            } finally {
              over.release();
            }
          });
    }
    over.acquireUninterruptibly(atOnce);
    broken.ifPresent(
        it -> {
          throw new IllegalStateException("The simulation itself failed.", it);
        });
  }

  private void note(long seed, LongConsumer progress) {
    Outcome outcome = one(seed);
    synchronized (this) {
      ended++;
      progress.accept(ended);
      counts.add(outcome.counts());
      if (outcome.violation().isPresent()) {
        failed.add(new Failed(seed, outcome));
      }
    }
  }

  private Outcome one(long seed) {
    try {
      return Simulation.run(Choices.drawn(worlds, seed), tampering, Story.Telling.SILENT);
    } catch (RuntimeException e) {
      throw new IllegalStateException("Seed " + seed, e);
    }
  }

  private synchronized void breakOff(Throwable cause) {
    broken = Optional.of(cause);
  }

  /** Those that found a violation. */
  public synchronized List<Failed> failed() {
    return List.copyOf(failed);
  }

  /** What happened in all of them. */
  public Counts counts() {
    return counts;
  }
}
