package dev.gitsync.bench.scale;

import dev.gitsync.bench.BenchFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/**
 * When versions 1, 2, 3… came to a workspace, each after it was pushed. A workspace may skip some:
 * they have come with the next.
 */
final class Arrivals implements AutoCloseable {

  private static final Duration GLANCE = Duration.ofMillis(5);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final List<Long> pushed = new ArrayList<>();
  private final List<Long> arrived = new ArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * Watches a workspace from now on.
   *
   * @param version the one that it has at the moment
   */
  Arrivals(IntSupplier version) {
    Thread.startVirtualThread(() -> watch(version));
  }

  private void watch(IntSupplier version) {
    try {
      while (!closed.await(GLANCE.toNanos(), TimeUnit.NANOSECONDS)) {
        note(version.getAsInt(), System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void note(int version, long now) {
    while (arrived.size() < version) {
      arrived.add(now);
    }
    notifyAll();
  }

  /** The next version is on the branch since {@code nanoTime}. */
  synchronized void pushed(long nanoTime) {
    pushed.add(nanoTime);
  }

  /**
   * In what time each version came; waits until all have.
   *
   * @throws BenchFault when one does not come
   */
  synchronized Times times() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (arrived.size() < pushed.size()) {
      if (System.nanoTime() > end) {
        throw new BenchFault("A push did not arrive: version %d.".formatted(arrived.size() + 1));
      }
      wait(GLANCE.toMillis());
    }
    return Times.ofNanos(
        IntStream.range(0, pushed.size())
            .mapToLong(i -> Math.max(0, arrived.get(i) - pushed.get(i)))
            .boxed()
            .toList());
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
