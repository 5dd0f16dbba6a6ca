package dev.gitsync.testkit.sim;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A function that runs on a thread of its own, and only while it has the baton: it stands before
 * each call of a port until it is told to go on.
 */
final class Actor implements Gate {

  /** How a run of a function ended. */
  enum End {
    DONE,
    DIED,
    /** Something was thrown that nobody expects. */
    FAULTY
  }

  private final String name;
  private final Semaphore mine = new Semaphore(0);
  private final Semaphore theirs = new Semaphore(0);
  private Fault next = Fault.NONE;
  private Optional<PortCall> before = Optional.empty();
  private Optional<End> end = Optional.empty();
  private @Nullable Throwable thrown;

  private Actor(String name) {
    this.name = name;
  }

  /** Starts a function and lets it run up to its first call. */
  static Actor start(String name, Consumer<Gate> function) {
    var actor = new Actor(name);
    Thread.startVirtualThread(() -> actor.run(function));
    actor.theirs.acquireUninterruptibly();
    return actor;
  }

  private void run(Consumer<Gate> function) {
    try {
      function.accept(this);
      end = Optional.of(End.DONE);
    } catch (Crash e) {
      end = Optional.of(End.DIED);
    } catch (Throwable e) {
      thrown = e;
      end = Optional.of(End.FAULTY);
    } finally {
      before = Optional.empty();
      theirs.release();
    }
  }

  @Override
  public <T> T call(PortCall call, Supplier<T> effect) {
    before = Optional.of(call);
    theirs.release();
    mine.acquireUninterruptibly();
    return next.around(effect);
  }

  /** Makes the call before which it stands, and goes on up to the next. */
  void goOn(Fault fault) {
    next = fault;
    mine.release();
    theirs.acquireUninterruptibly();
  }

  /** Such as {@code outbound of acme}. */
  String name() {
    return name;
  }

  /** The call before which it stands; empty when it has ended. */
  Optional<PortCall> before() {
    return before;
  }

  /** How it ended; empty while it runs. */
  Optional<End> end() {
    return end;
  }

  /** What was thrown, where it ended faulty. */
  Optional<Throwable> thrown() {
    return Optional.ofNullable(thrown);
  }
}
