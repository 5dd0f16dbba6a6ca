package dev.gitsync.local;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.link.HostKind;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.Links;
import dev.gitsync.flows.port.WebhookSecret;
import dev.gitsync.flows.port.WebhookSecrets;
import dev.gitsync.local.git.PushDelivery;
import dev.gitsync.local.git.Pushed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jgit.lib.Constants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The webhooks of the repository that the system serves: tells each link of pushes to its branch,
 * as a plain server does, by the API. One delivery after the other, in the order of the pushes, and
 * none twice: what is not taken is left to the poll, as on most hosts.
 *
 * <p>The secret is the link's own; a link that has none is given one.
 */
final class ServedWebhook implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ServedWebhook.class);

  private final ExecutorService sender =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("served-webhook").factory());

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI api;
  private final RepositoryUrl repository;
  private final Links links;
  private final WebhookSecrets secrets;

  ServedWebhook(URI api, URI repository, Links links, WebhookSecrets secrets) {
    this.api = api;
    this.repository = new RepositoryUrl(repository.toString());
    this.links = links;
    this.secrets = secrets;
  }

  /** The path of a link's webhook. */
  static String path(WorkspaceId link) {
    return "/webhooks/" + HostKind.NONE.word() + "/" + link;
  }

  /** Tells of a push, later. */
  void tell(Pushed pushed) {
    sender.execute(() -> tellAll(pushed));
  }

  private void tellAll(Pushed pushed) {
    try {
      links.sharing(repository.place()).stream()
          .filter(link -> isFor(link, pushed))
          .forEach(link -> deliver(link, pushed));
    } catch (RuntimeException e) {
      LOG.atWarn().addKeyValue("ref", pushed.ref()).setCause(e).log("a push is left to the poll");
    }
  }

  /** A link to another kind of host has its webhook there. */
  private static boolean isFor(Link link, Pushed pushed) {
    return link.settings().host() == HostKind.NONE
        && pushed.ref().equals(Constants.R_HEADS + link.settings().branch());
  }

  private void deliver(Link link, Pushed pushed) {
    HttpRequest delivery =
        PushDelivery.of(api.resolve(path(link.workspace())), secret(link).current(), pushed);
    try {
      HttpResponse<Void> answer = client.send(delivery, BodyHandlers.discarding());
      if (answer.statusCode() >= 300) {
        leave(link, "answered " + answer.statusCode());
      }
    } catch (IOException e) {
      leave(link, e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private WebhookSecret secret(Link link) {
    return secrets.find(link.workspace()).orElseGet(() -> secrets.rotate(link.workspace()));
  }

  private static void leave(Link link, String cause) {
    LOG.atWarn()
        .addKeyValue("link", link.workspace())
        .addKeyValue("cause", cause)
        .log("a push is left to the poll");
  }

  /** Leaves to the poll, or to the next start, what is not told yet. */
  @Override
  public void close() {
    sender.shutdownNow();
    client.shutdownNow();
  }
}
