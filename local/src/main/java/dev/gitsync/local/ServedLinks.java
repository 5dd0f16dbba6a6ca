package dev.gitsync.local;

import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.PollSlot;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.Links;
import java.net.URI;
import java.util.ArrayList;

/**
 * Keeps the links to the repository that the system serves itself true when the port is another one
 * than last time. It is the same repository, so their state stays.
 */
final class ServedLinks {
  private ServedLinks() {}

  static void moveTo(URI repository, Links links) {
    // First all are looked up: a link that is changed meanwhile may come into a slot to come.
    var served = new ArrayList<Link>();
    PollSlot.all().forEach(slot -> links.forEach(slot, served::add));
    for (Link link : served) {
      URI known = link.settings().repository().uri();
      if (isServed(known, repository) && !known.equals(repository)) {
        links.advance(moved(link, repository));
      }
    }
  }

  private static boolean isServed(URI known, URI repository) {
    return repository.getHost().equals(known.getHost())
        && repository.getPath().equals(known.getPath());
  }

  private static Link moved(Link link, URI repository) {
    LinkSettings settings = link.settings();
    return new Link(
        link.workspace(),
        new LinkSettings(
            new RepositoryUrl(repository.toString()),
            settings.branch(),
            settings.folder(),
            settings.mode(),
            settings.connection(),
            settings.policies(),
            settings.hosting()),
        link.state(),
        link.version());
  }
}
