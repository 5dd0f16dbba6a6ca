package dev.gitsync.bench.scale;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The schedule of the poll: once it has begun, a tick at once and one each minute. */
final class Ticks implements AutoCloseable {

  private static final Duration PERIOD = Duration.ofMinutes(1);

  private final ScaleSystem system;
  private final CountDownLatch closed = new CountDownLatch(1);

  Ticks(ScaleSystem system) {
    this.system = system;
  }

  void begin() {
    Thread.startVirtualThread(this::run);
  }

  private void run() {
    long next = System.nanoTime();
    try {
      do {
        system.tick();
        next += PERIOD.toNanos();
      } while (!closed.await(next - System.nanoTime(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
