package dev.gitsync.flows.poll;

import dev.gitsync.flows.link.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Asks about many links once. Servers are asked side by side, so that none waits for another; each
 * only as much and as fast as it should bear, and no further once it seems to be down. What the
 * time does not suffice for is left out; as the links of a server are asked in random order, others
 * come first in the next round.
 */
public final class PollRound {

  private static final int MOST_AT_ONCE = 256;

  private final Duration time;

  /** A round that takes at most so long. */
  public PollRound(Duration time) {
    this.time = time;
  }

  /** What came of asking. */
  public enum Answer {
    ANSWERED,
    /** The server did not answer, or could not. */
    SILENT
  }

  /**
   * Asks.
   *
   * @param question about one link; called from several threads, which are interrupted when the
   *     time is over
   * @return how many links were not asked about
   */
  public int ask(List<Link> links, Function<Link, Answer> question) {
    var left = new AtomicInteger(links.size());
    Function<Link, Answer> counted =
        link -> {
          left.decrementAndGet();
          return question.apply(link);
        };
    var places = new Semaphore(MOST_AT_ONCE, true);
    List<ServerQueue> queues =
        byServer(links).entrySet().stream()
            .map(entry -> new ServerQueue(entry.getKey(), entry.getValue(), counted, places))
            .toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.invokeAll(queues, time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return left.get();
  }

  private static Map<Server, List<Link>> byServer(List<Link> links) {
    var byServer = new HashMap<Server, List<Link>>();
    for (Link link : links) {
      byServer.computeIfAbsent(Server.of(link.settings()), key -> new ArrayList<>()).add(link);
    }
    return byServer;
  }
}
