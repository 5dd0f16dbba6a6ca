package dev.gitsync.flows.poll;

import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.poll.PollRound.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks one server about its links. Begins with {@value #FIRST_AT_ONCE} at a time, so that a server
 * that is down holds no more; takes one more with each answer, and one less without. After {@value
 * #MOST_SILENT} in a row without an answer the others are left for the next round: they would have
 * to wait as well.
 */
final class ServerQueue implements Callable<@Nullable Void> {

  private static final int FIRST_AT_ONCE = 3;
  private static final int MOST_SILENT = 3;

  /** At most 200 a second. */
  private static final Duration GAP = Duration.ofMillis(5);

  private final Server server;
  private final List<Link> links;
  private final Function<Link, Answer> question;
  private final Semaphore everywhere;
  private final Semaphore here = new Semaphore(FIRST_AT_ONCE);
  private int atOnce = FIRST_AT_ONCE;
  private int asking;
  private int silent;

  /**
   * A queue.
   *
   * @param everywhere places for questions to all servers
   */
  ServerQueue(
      Server server, List<Link> links, Function<Link, Answer> question, Semaphore everywhere) {
    this.server = server;
    this.links = new ArrayList<>(links);
    this.question = question;
    this.everywhere = everywhere;
  }

  @Override
  public @Nullable Void call() {
    Collections.shuffle(links);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        askAll(threads);
      } catch (InterruptedException e) {
        threads.shutdownNow();
      }
    }
    return null;
  }

  private void askAll(Executor threads) throws InterruptedException {
    for (Link link : links) {
      here.acquire();
      if (isDown()) {
        return;
      }
      everywhere.acquire();
      begin();
      threads.execute(() -> ask(link));
      Thread.sleep(GAP);
    }
  }

  private void ask(Link link) {
    Answer answer = Answer.SILENT;
    try {
      answer = question.apply(link);
    } finally {
      everywhere.release();
      here.release(places(answer));
    }
  }

  private synchronized void begin() {
    asking++;
  }

  /** How many may be asked in place of the one that was. */
  private synchronized int places(Answer answer) {
    asking--;
    if (answer == Answer.SILENT) {
      silent++;
      boolean isLast = asking == 0;
      atOnce = isLast ? 1 : atOnce - 1;
      return isLast ? 1 : 0;
    }
    silent = 0;
    if (atOnce == server.mostAtOnce()) {
      return 1;
    }
    atOnce++;
    return 2;
  }

  private synchronized boolean isDown() {
    return silent >= MOST_SILENT;
  }
}
