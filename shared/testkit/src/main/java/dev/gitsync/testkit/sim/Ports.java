package dev.gitsync.testkit.sim;

import dev.gitsync.flows.port.GitRemotes;
import dev.gitsync.flows.port.Hints;
import dev.gitsync.flows.port.Links;
import dev.gitsync.flows.port.Resources;

/** What a function is built on. */
record Ports(Resources resources, Links links, GitRemotes remotes, Hints hints) {

  /** These ports behind a gate, as a process sees them. */
  Ports behind(Gate gate, Memory memory) {
    return new Ports(
        new GatedResources(resources, gate),
        new GatedLinks(links, gate),
        (settings, layout, credentials) ->
            new GatedRemote(remotes.open(settings, layout, credentials), gate, memory),
        new GatedHints(hints, gate));
  }
}
