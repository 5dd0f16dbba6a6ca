package dev.gitsync.adapters.git;

import dev.gitsync.adapters.git.net.AddressGuard;
import dev.gitsync.adapters.git.net.HttpClients;
import dev.gitsync.adapters.git.ssh.Bastions;
import dev.gitsync.adapters.git.wire.Authorization;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemotes;
import java.time.InstantSource;
import java.util.Set;

/** Branches through JGit's transport alone. */
record JGitOverHttp(Set<String> allowedHosts) implements GitRemotes {

  @Override
  public GitRemote open(LinkSettings settings, LinkLayout layout, Credentials credentials) {
    var guard = new AddressGuard(allowedHosts);
    var clients = new HttpClients(guard, new Bastions(guard));
    var token = (Credentials.Token) credentials.login();
    var login = Authorization.basic(token.username(), token.token());
    return new JGitRemotes(InstantSource.system())
        .open(settings, layout, new JGitHttpWay(clients, settings, credentials, login));
  }
}
