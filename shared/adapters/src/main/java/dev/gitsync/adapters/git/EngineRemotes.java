package dev.gitsync.adapters.git;

import dev.gitsync.adapters.git.KnownServers.SeenBranch;
import dev.gitsync.adapters.git.net.AddressGuard;
import dev.gitsync.adapters.git.net.HttpClients;
import dev.gitsync.adapters.git.ssh.Bastions;
import dev.gitsync.adapters.git.ssh.JGitSshFactory;
import dev.gitsync.adapters.git.ssh.SshKeys;
import dev.gitsync.adapters.git.ssh.SshSessions;
import dev.gitsync.adapters.git.wire.Authorization;
import dev.gitsync.adapters.git.wire.Endpoint;
import dev.gitsync.adapters.git.wire.ReceivePack;
import dev.gitsync.adapters.git.wire.SmartHttp;
import dev.gitsync.adapters.git.wire.UploadPack;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.flows.NeedsUser;
import dev.gitsync.flows.link.HostKey;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.Credentials.GitHubApp;
import dev.gitsync.flows.port.Credentials.SshKey;
import dev.gitsync.flows.port.Credentials.Token;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemotes;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Opens branches over HTTPS and SSH. Keeps connections, what servers can, where branches were seen,
 * and at most {@value #CACHE_BYTES} bytes of objects that were used lately in memory, and the
 * little that a cold start needs in a {@link LinkMemory}.
 */
public final class EngineRemotes implements GitRemotes {

  private static final int CACHE_BYTES = 16 << 20;

  private final LinkMemory memory;
  private final InstantSource clock;
  private final JGitRemotes old;
  private final SshSessions ssh;
  private final HttpClients clients;
  private final AppTokens appTokens;
  private final KnownServers servers = new KnownServers();
  private final ObjectCache cache = new ObjectCache(CACHE_BYTES);

  /** Remotes on the hosts that the guard lets pass, which remember nothing beyond the process. */
  public EngineRemotes(AddressGuard guard, InstantSource clock) {
    this(guard, LinkMemory.NONE, clock);
  }

  /** Remotes on the hosts that the guard lets pass. */
  public EngineRemotes(AddressGuard guard, LinkMemory memory, InstantSource clock) {
    this.memory = memory;
    this.clock = clock;
    this.old = new JGitRemotes(clock);
    var bastions = new Bastions(guard);
    this.ssh = new SshSessions(guard, bastions);
    this.clients = new HttpClients(guard, bastions);
    this.appTokens = new AppTokens(clients, clock);
  }

  @Override
  public GitRemote open(LinkSettings settings, LinkLayout layout, Credentials credentials) {
    return settings.repository().kind() == RepositoryUrl.Kind.SSH
        ? overSsh(settings, layout, credentials)
        : overHttp(settings, layout, credentials);
  }

  private GitRemote overSsh(LinkSettings settings, LinkLayout layout, Credentials credentials) {
    var way = new JGitSshWay(settings, new JGitSshFactory(ssh, settings, credentials));
    return probing(settings, layout, credentials, ssh.endpoint(settings, credentials), way);
  }

  private GitRemote overHttp(LinkSettings settings, LinkLayout layout, Credentials credentials) {
    URI uri = settings.repository().uri();
    clients.check(uri, settings.connection());
    Authorization login = login(settings, credentials);
    var endpoint = new SmartHttp(() -> clients.client(uri, settings, credentials), uri, login);
    var way = new JGitHttpWay(clients, settings, credentials, login);
    return probing(settings, layout, credentials, endpoint, way);
  }

  private Authorization login(LinkSettings settings, Credentials credentials) {
    return switch (credentials.login()) {
      case Token(var username, var token) -> Authorization.basic(username, token);
      case GitHubApp app -> appTokens.authorization(app, settings, credentials);
      case SshKey key -> throw wrongKind();
      case Credentials.AwsRole role -> throw wrongKind();
    };
  }

  private static NeedsUser wrongKind() {
    return new NeedsUser(
        "GIT-015",
        "The repository's address is one of HTTPS, and the credentials are no token.",
        "Set a token with PUT /api/v1/git-sync/credentials, or use the ssh address.");
  }

  private GitRemote probing(
      LinkSettings settings,
      LinkLayout layout,
      Credentials credentials,
      Endpoint endpoint,
      JGitWay way) {
    var access = Access.of(settings, credentials);
    var source = new UploadPack(endpoint);
    String link = access.link(settings, layout);
    SeenBranch branch = servers.branch(link);
    return new ProbingRemote(
        settings,
        access,
        servers,
        new KeptKnowledge(memory, link, access, servers, branch, cache),
        endpoint,
        modern ->
            new ModernRemote(
                settings,
                layout,
                source,
                new ReceivePack(endpoint),
                new RemoteObjects(source, modern, servers, cache, access),
                branch,
                clock),
        () -> old.open(settings, layout, way));
  }

  @Override
  public Map<String, HostKey> hostKeys(LinkSettings settings, Credentials credentials) {
    return ssh.hostKeys(settings, credentials);
  }

  @Override
  public void check(Credentials credentials) {
    credentials.bastion().ifPresent(SshKeys::read);
    switch (credentials.login()) {
      case SshKey key -> SshKeys.read(key);
      case GitHubApp app -> SshKeys.read(new SshKey(app.privateKey(), Optional.empty()));
      case Token token -> {}
      case Credentials.AwsRole role -> {}
    }
  }
}
