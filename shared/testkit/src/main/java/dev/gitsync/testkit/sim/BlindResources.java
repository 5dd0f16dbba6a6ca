package dev.gitsync.testkit.sim;

import dev.gitsync.core.change.Activity;
import dev.gitsync.core.plan.ResourcePlanner.ResourceWrite;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.port.Links;
import dev.gitsync.flows.port.Resources;
import java.util.Optional;

/** Resources that take what a file says, whatever it was decided on. */
record BlindResources(Resources resources, Links links) implements ForwardingResources {

  @Override
  public boolean apply(
      Link link, Optional<StoredResource> current, ResourceWrite write, Activity entry) {
    return resources.apply(
        links.find(link.workspace()).orElse(link),
        resources.find(link.workspace(), write.after().ref()),
        write,
        entry);
  }
}
