package dev.gitsync.bench.scale;

import dev.gitsync.core.resource.WorkspaceId;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Edits without a pause, each of which becomes a commit of its own. */
record OutboundScale(ScaleSystem system, Plan plan) {

  private static final int WRITERS = 8;
  private static final int MODELS = 20;

  /** From the first edit to the last commit, of so many links with a branch each. */
  Row measure(int links, double peer) {
    List<Tenant> tenants =
        IntStream.range(0, links)
            .mapToObj(
                i ->
                    new Tenant(
                        system,
                        new WorkspaceId("editing-" + links + "-" + i),
                        "edits-" + links + "-" + i))
            .toList();
    tenants.forEach(this::prepare);
    long start = System.nanoTime();
    int edits = editAll(tenants, start + plan.editing().toNanos());
    tenants.forEach(Tenant::awaitDelivery);
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Row(
        "%,d edits on %s".formatted(edits, links == 1 ? "one link" : links + " links"),
        seconds,
        edits / seconds,
        system.peakMegabytes("Outbound"),
        new Row.Peer("git add, commit, push, one by one", seconds / edits / peer));
  }

  private void prepare(Tenant tenant) {
    system.branch(tenant.branch());
    tenant.addConnectors();
    for (int i = 0; i < MODELS; i++) {
      tenant.addModel(i);
    }
    tenant.link();
  }

  private static int editAll(List<Tenant> tenants, long end) {
    var edits = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int writer = 0; writer < WRITERS; writer++) {
        int first = writer;
        threads.execute(
            () -> {
              for (int i = first; System.nanoTime() < end; i += WRITERS) {
                // Writers never edit the same model at a time.
                tenants.get(i % tenants.size()).edit(model(tenants, i, first), i + 1);
                edits.incrementAndGet();
              }
            });
      }
    }
    return edits.get();
  }

  private static int model(List<Tenant> tenants, int turn, int writer) {
    int rounds = turn / Math.max(WRITERS, tenants.size());
    return (writer + rounds * WRITERS) % (MODELS / WRITERS * WRITERS);
  }
}
