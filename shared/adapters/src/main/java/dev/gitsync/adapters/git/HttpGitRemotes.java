package dev.gitsync.adapters.git;

import dev.gitsync.adapters.git.wire.ReceivePack;
import dev.gitsync.adapters.git.wire.SmartHttp;
import dev.gitsync.adapters.git.wire.UploadPack;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemotes;
import java.net.http.HttpClient;
import java.time.InstantSource;

/**
 * Opens branches over HTTPS. Keeps connections, what servers can, and at most {@value #CACHE_BYTES}
 * bytes of objects that were used lately, all in memory.
 */
public final class HttpGitRemotes implements GitRemotes {

  private static final int CACHE_BYTES = 16 << 20;

  private final AddressGuard guard;
  private final InstantSource clock;
  private final GitRemotes fallback;
  private final HttpClient client = SmartHttp.newClient();
  private final KnownServers servers = new KnownServers();
  private final ObjectCache cache = new ObjectCache(CACHE_BYTES);

  /** Remotes on the hosts that the guard lets pass. */
  public HttpGitRemotes(AddressGuard guard, InstantSource clock) {
    this.guard = guard;
    this.clock = clock;
    this.fallback = new JGitRemotes(guard, clock);
  }

  @Override
  public GitRemote open(LinkSettings settings, LinkLayout layout, Credentials credentials) {
    guard.check(settings.repository().uri());
    var http =
        new SmartHttp(
            client, settings.repository().uri(), credentials.username(), credentials.token());
    var source = new UploadPack(http);
    var target = new ReceivePack(http);
    var access = Access.of(settings, credentials);
    return new HttpGitRemote(
        settings,
        access,
        servers,
        source,
        modern ->
            new ModernRemote(
                settings,
                layout,
                source,
                target,
                new RemoteObjects(source, modern, servers, cache, access),
                clock),
        () -> fallback.open(settings, layout, credentials));
  }
}
