package dev.gitsync.bench.scale;

import dev.gitsync.core.resource.WorkspaceId;
import java.util.function.IntConsumer;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;

/** The first sync of a large workspace into a repository that has nothing of it. */
record ResyncScale(ScaleSystem system, Plan plan) {

  private static final int AT_ONCE = 16;

  Row measure(GitProgramPeer git) {
    var tenant = new Tenant(system, new WorkspaceId("large"), "main");
    tenant.addConnectors();
    int half = plan.resources() / 2;
    each(half, tenant::addModel);
    each(half, tenant::addSync);
    double peer = git.secondsToPush(system.repositoryAsUser(), plan.resources());
    int pushes = system.pushes("main");

    long start = System.nanoTime();
    tenant.link();
    double seconds = (System.nanoTime() - start) / 1e9;

    return new Row(
        "%,d resources, first sync, %d push"
            .formatted(plan.resources(), system.pushes("main") - pushes),
        seconds,
        plan.resources() / seconds,
        system.peakMegabytes("Resync"),
        new Row.Peer("git clone, add, commit, push", seconds / peer));
  }

  static void each(int number, IntConsumer work) {
    IntStream.range(0, number)
        .boxed()
        .gather(
            Gatherers.mapConcurrent(
                AT_ONCE,
                i -> {
                  work.accept(i);
                  return i;
                }))
        .forEach(done -> {});
  }
}
