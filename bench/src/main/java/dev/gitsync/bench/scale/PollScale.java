package dev.gitsync.bench.scale;

import dev.gitsync.bench.BenchFault;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.LinkState;
import dev.gitsync.flows.link.LinkState.ManifestState;
import dev.gitsync.flows.link.RepositoryUrl;
import java.util.List;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;

/** One tick over many links. */
record PollScale(ScaleSystem system, Plan plan) {

  private static final int AT_ONCE = 16;

  /** The workspaces whose links are polled. */
  static List<String> workspaces(Plan plan) {
    return IntStream.range(0, plan.links()).mapToObj(i -> "polled-" + i).toList();
  }

  /** The first tick of a process, which knows nothing, and the next. */
  List<Row> measure(GitProgramPeer git) {
    try (var hosts = new PollHosts(plan.quick(), plan.slow(), plan.delay(), plan.dead())) {
      link(hosts.addresses());
      double peer = git.secondsPerPoll(hosts.addresses().getFirst());
      Row first = tick("one tick, a process that knows nothing", hosts, peer);
      Row next = tick("one tick, the same process later", hosts, peer);
      return List.of(first, next);
    }
  }

  private void link(List<String> addresses) {
    LinkState state = LinkState.INITIAL.read(PollHosts.TIP, List.of(), ManifestState.CURRENT);
    List<String> workspaces = workspaces(plan);
    var links = system.wiring().links();
    IntStream.range(0, workspaces.size())
        .boxed()
        .gather(
            Gatherers.mapConcurrent(
                AT_ONCE,
                i -> {
                  String workspace = workspaces.get(i);
                  String host = addresses.get(i % addresses.size());
                  var settings =
                      new LinkSettings(
                          new RepositoryUrl(host + "/" + workspace + ".git"),
                          "main",
                          "",
                          LinkSettings.Mode.RUNNING);
                  return links.create(new Link(new WorkspaceId(workspace), settings, state, 0));
                }))
        .forEach(
            created -> {
              if (created.isEmpty()) {
                throw new BenchFault("A workspace has a link already.");
              }
            });
  }

  private Row tick(String what, PollHosts hosts, double peer) {
    int before = hosts.requests();
    long start = System.nanoTime();
    system.tick();
    double seconds = (System.nanoTime() - start) / 1e9;
    int asked = hosts.requests() - before;
    int answering = plan.links() - plan.links() / plan.hosts() * plan.dead();
    if (asked < answering) {
      throw new BenchFault("Only %d of %d links were asked about.".formatted(asked, answering));
    }
    return new Row(
        "%,d links, %s".formatted(plan.links(), what),
        seconds,
        answering / seconds,
        system.peakMegabytes("Poll"),
        new Row.Peer("git ls-remote, 2 at once", seconds / plan.links() / peer));
  }
}
