package dev.gitsync.adapters.hosts.rest;

import dev.gitsync.adapters.git.net.HttpClients;
import dev.gitsync.adapters.git.wire.Authorization;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.port.Credentials;
import java.net.URI;

/** Opens clients of hosts' APIs: by the way that a link goes, and trusting whom the link trusts. */
public record RestClients(HttpClients http, Pace pace) {

  /**
   * A client of an API. Sends nothing yet.
   *
   * @param base where the API is; paths are put behind it
   * @throws dev.gitsync.flows.NeedsUser when the address must not be asked
   */
  public RestClient open(
      Dialect dialect,
      URI base,
      Authorization authorization,
      LinkSettings settings,
      Credentials credentials) {
    http.check(base, settings.connection());
    return new RestClient(
        dialect, base, authorization, () -> http.client(base, settings, credentials), pace);
  }
}
