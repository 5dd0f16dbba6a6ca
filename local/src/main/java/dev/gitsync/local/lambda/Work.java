package dev.gitsync.local.lambda;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Knows whether new work may begin, and how much of it runs. */
final class Work {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean closed;
  private int running;

  boolean open() {
    lock.lock();
    try {
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** Runs {@code task}, unless no more work may begin. */
  void run(Runnable task) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      running++;
    } finally {
      lock.unlock();
    }
    try {
      task.run();
    } finally {
      lock.lock();
      try {
        running--;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /** Waits for {@code time}, shorter when work ends for good. */
  void sleep(Duration time) {
    lock.lock();
    try {
      long left = time.toNanos();
      while (!closed && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /** Lets no more work begin and waits up to {@code patience} for what runs. */
  void close(Duration patience) {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      long left = patience.toNanos();
      while (running > 0 && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}
