package dev.gitsync.testkit.sim;

import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.port.CodeHosts;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemotes;
import dev.gitsync.flows.port.Hints;
import dev.gitsync.flows.port.Links;
import dev.gitsync.flows.port.Resources;
import dev.gitsync.testkit.InMemoryGit;

/** What a function is built on. */
record Ports(Resources resources, Links links, GitRemotes remotes, Hints hints, CodeHosts hosts) {

  /** The same with other branches. */
  Ports with(GitRemotes others) {
    return new Ports(resources, links, others, hints, hosts);
  }

  /** These ports behind a gate, as a process sees them. */
  Ports behind(Gate gate, Memory memory) {
    return new Ports(
        new GatedResources(resources, gate),
        new GatedLinks(links, gate),
        (settings, layout, credentials) ->
            gated(settings, remotes.open(settings, layout, credentials), gate, memory),
        new GatedHints(hints, gate),
        (settings, credentials) ->
            hosts.open(settings, credentials).map(host -> new GatedHost(host, gate)));
  }

  /** A process remembers where it saw the branches that links are tied to, and no others. */
  private static GitRemote gated(
      LinkSettings settings, GitRemote remote, Gate gate, Memory memory) {
    boolean isOurs = InMemoryGit.isOurs(settings.branch());
    return new GatedRemote(remote, gate, isOurs ? new Memory(memory.journal()) : memory);
  }
}
