package dev.gitsync.flows;

import dev.gitsync.flows.FlowReport.Count;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkState.ManifestState;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.Hints;
import dev.gitsync.flows.port.Links;
import dev.gitsync.flows.port.Resources;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Looks at every link once: asks its server where the branch points, and hints at all there is to
 * do, also at what a lost message or a process that died left behind. A link whose branch has not
 * moved costs one request and no write.
 */
public final class PollFlow {

  /** The flow's name in reports and on the link. */
  public static final String NAME = "poll";

  private static final int AT_ONCE = 64;

  private final Links links;
  private final Resources resources;
  private final Branch branch;
  private final Hints hints;
  private final FlowRunner runner;
  private final InstantSource clock;

  /** A flow on these ports. */
  public PollFlow(
      Links links,
      Resources resources,
      Branch branch,
      Hints hints,
      FlowRunner runner,
      InstantSource clock) {
    this.links = links;
    this.resources = resources;
    this.branch = branch;
    this.hints = hints;
    this.runner = runner;
    this.clock = clock;
  }

  /** Looks at every link. */
  public FlowReport run() {
    resources.withWaiting().forEach(hints::outbound);
    var open = new ArrayList<Link>();
    links.forEach(
        link -> {
          if (link.isOpen(clock.instant())) {
            open.add(link);
          }
        });
    return FlowReport.of(
        NAME, new Count("links", open.size()), new Count("moved", look(List.copyOf(open))));
  }

  private int look(List<Link> open) {
    var moved = new AtomicInteger();
    var places = new Semaphore(AT_ONCE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Link link : open) {
        places.acquireUninterruptibly();
        threads.execute(
            () -> {
              try {
                runner.attempt(NAME, link, it -> look(it, moved));
              } finally {
                places.release();
              }
            });
      }
    }
    return moved.get();
  }

  private void look(Link link, AtomicInteger moved) {
    if (link.state().resync().isPresent()) {
      hints.resync(link.workspace());
    }
    if (link.state().manifest() == ManifestState.STALE) {
      hints.outbound(link.workspace());
    }
    try (GitRemote remote = branch.open(link)) {
      if (!Branch.tip(remote, link).equals(link.state().lastRead())) {
        moved.incrementAndGet();
        hints.inbound(link.workspace());
      } else if (link.state().failures().containsKey(InboundFlow.NAME)) {
        hints.inbound(link.workspace());
      }
    }
  }
}
