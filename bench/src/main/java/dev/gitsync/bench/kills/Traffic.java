package dev.gitsync.bench.kills;

import dev.gitsync.bench.BenchFault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Editors at work, each in a thread of its own, for as long as nobody wants it quiet. */
final class Traffic implements AutoCloseable {

  private static final int LONGEST_PAUSE_MILLIS = 200;

  private final ReentrantReadWriteLock quiet = new ReentrantReadWriteLock(true);
  private final AtomicReference<Optional<Address>> address =
      new AtomicReference<>(Optional.empty());
  private final AtomicReference<Optional<Throwable>> fault =
      new AtomicReference<>(Optional.empty());
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean open = true;

  /** Says where the system is from now on. */
  void serve(Address at) {
    address.set(Optional.of(at));
  }

  /** Where the system was last said to be; it may be dead by now. */
  Optional<Address> address() {
    return address.get();
  }

  boolean isOpen() {
    return open;
  }

  /** Lets an editor begin. */
  void add(String name, Random random, Round round) {
    threads.add(Thread.ofPlatform().name(name).daemon().start(() -> edit(random, round)));
  }

  private void edit(Random random, Round round) {
    try {
      while (open) {
        quiet.readLock().lock();
        try {
          round.run(this);
        } catch (IOException e) {
          // The system died: the edit stays without an answer.
        } finally {
          quiet.readLock().unlock();
        }
        TimeUnit.MILLISECONDS.sleep(10L + random.nextInt(LONGEST_PAUSE_MILLIS));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      fault.set(Optional.of(e));
    }
  }

  /** Something to do while nobody edits. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException, InterruptedException;
  }

  /** Lets all editors finish what they are at, and does {@code work} before they go on. */
  <T> T whileQuiet(Work<T> work) throws IOException, InterruptedException {
    quiet.writeLock().lock();
    try {
      check();
      return work.run();
    } finally {
      quiet.writeLock().unlock();
    }
  }

  private void check() {
    fault
        .get()
        .ifPresent(
            it -> {
              throw new BenchFault("An editor failed: " + it, it);
            });
  }

  @Override
  public void close() {
    open = false;
    for (Thread thread : threads) {
      thread.interrupt();
    }
  }
}
