package dev.gitsync.adapters.git;

import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.port.GitRemote;
import java.time.InstantSource;

/** Opens branches with JGit. */
final class JGitRemotes {

  private final InstantSource clock;

  JGitRemotes(InstantSource clock) {
    HermeticSystemReader.install();
    this.clock = clock;
  }

  GitRemote open(LinkSettings settings, LinkLayout layout, JGitWay way) {
    return new JGitRemote(settings, layout, way, clock);
  }
}
