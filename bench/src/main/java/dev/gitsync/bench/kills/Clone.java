package dev.gitsync.bench.kills;

import dev.gitsync.bench.BenchFault;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clone of a repository whose server comes and goes.
 *
 * @param patience after so long somebody has to look why it cannot be pushed
 * @param pushes counts those that were begun
 */
record Clone(Git git, Duration patience, AtomicLong pushes) {

  private static final String UPSTREAM = "refs/remotes/origin/main";
  private static final int GLANCE_MILLIS = 20;

  Clone(Git git, Duration patience) {
    this(git, patience, new AtomicLong());
  }

  /** Takes what the branch has, without anything of its own. False when it cannot be had. */
  boolean update(Traffic traffic) throws IOException, InterruptedException {
    if (!fetch(traffic)) {
      return false;
    }
    git.run("reset", "-q", "--hard", UPSTREAM);
    git.run("clean", "-qfd");
    return true;
  }

  private boolean fetch(Traffic traffic) throws IOException, InterruptedException {
    Optional<Address> address = traffic.address();
    return address.isPresent()
        && git.ask(
                address.get(),
                "fetch",
                "-q",
                address.get().repository().toString(),
                "+refs/heads/main:" + UPSTREAM)
            .isGood();
  }

  /** Commits all that was changed, if anything was. */
  void commit(String message) throws IOException, InterruptedException {
    git.run("add", "-A");
    if (!git.tryTo(Map.of(), "diff", "--cached", "--quiet").isGood()) {
      git.run("commit", "-q", "-m", message);
    }
  }

  /**
   * Pulls with a rebase and pushes, until the server says that it has it, or has it although it did
   * not come to say so.
   *
   * @return false when what was committed does not go with what others pushed
   * @throws BenchFault when it is refused for too long
   */
  boolean publish(Traffic traffic) throws IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (traffic.isOpen()) {
      if (fetch(traffic)) {
        if (git.tryTo(Map.of(), "merge-base", "--is-ancestor", "HEAD", UPSTREAM).isGood()) {
          return true;
        }
        if (!git.tryTo(Map.of(), "rebase", "-q", UPSTREAM).isGood()) {
          git.run("rebase", "--abort");
          return false;
        }
        Git.Result pushed = push(traffic);
        if (pushed.isGood()) {
          return true;
        }
        if (System.nanoTime() > end) {
          throw new BenchFault("The branch cannot be pushed to: " + pushed.output());
        }
      }
      TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
    }
    return false;
  }

  private Git.Result push(Traffic traffic) throws IOException, InterruptedException {
    Address address = traffic.address().orElseThrow();
    pushes.incrementAndGet();
    return git.ask(address, "push", "-q", address.repository().toString(), "HEAD:refs/heads/main");
  }
}
