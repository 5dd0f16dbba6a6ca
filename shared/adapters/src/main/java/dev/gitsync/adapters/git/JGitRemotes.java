package dev.gitsync.adapters.git;

import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemotes;
import java.time.InstantSource;

/** Opens branches over HTTPS with JGit. */
public final class JGitRemotes implements GitRemotes {

  private final AddressGuard guard;
  private final InstantSource clock;

  /** Remotes on the hosts that the guard lets pass. */
  public JGitRemotes(AddressGuard guard, InstantSource clock) {
    HermeticSystemReader.install();
    this.guard = guard;
    this.clock = clock;
  }

  @Override
  public GitRemote open(LinkSettings settings, LinkLayout layout, Credentials credentials) {
    guard.check(settings.repository().uri());
    return new JGitRemote(settings, layout, credentials, clock);
  }
}
