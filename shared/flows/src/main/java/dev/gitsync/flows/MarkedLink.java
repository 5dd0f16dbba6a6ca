package dev.gitsync.flows;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkState;
import dev.gitsync.flows.port.Links;
import java.util.Optional;

/**
 * A link on which it is written down that files of a commit are being taken over, before the first
 * of them is. If the run dies, and somebody then forces the branch so that it loses that commit,
 * the next run knows that resources may say what no file does.
 */
final class MarkedLink {

  private final Links links;
  private final CommitId tip;
  private final boolean areLost;
  private Link link;
  private boolean isMarked;

  /**
   * A link that is not marked yet.
   *
   * @param areLost whether the branch has lost commits already: that says enough
   */
  MarkedLink(Links links, Link link, CommitId tip, boolean areLost) {
    this.links = links;
    this.link = link;
    this.tip = tip;
    this.areLost = areLost;
  }

  /** The link as it is stored. */
  Link get() {
    return link;
  }

  /**
   * Marks the link, if it is not marked. From then on an older run that read an earlier tip writes
   * nothing any more. Returns false when somebody else was faster.
   */
  boolean mark() {
    if (isMarked) {
      return true;
    }
    LinkState state = LostCommits.remember(link.state(), Optional.of(tip), areLost);
    Optional<Link> marked = links.advance(link.with(state));
    marked.ifPresent(it -> link = it);
    isMarked = marked.isPresent();
    return isMarked;
  }
}
