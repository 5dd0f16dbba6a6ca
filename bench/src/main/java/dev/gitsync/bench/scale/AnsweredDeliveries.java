package dev.gitsync.bench.scale;

import dev.gitsync.bench.BenchFault;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.local.git.PushDelivery;
import dev.gitsync.local.git.Pushed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;

/**
 * Signed deliveries to a link's webhook, one after the other on a connection that stays open. Each
 * is a push that is not known, so each is accepted, and noted once its hint is sent.
 */
record AnsweredDeliveries(ScaleSystem system, WorkspaceId link) {

  private static final int UNCOUNTED = 50;

  /** In what time each of so many is answered, after some that warm up. */
  Times measure(int count) throws InterruptedException {
    URI address = system.system().api().resolve("/webhooks/none/" + link);
    String secret = system.wiring().webhookSecrets().find(link).orElseThrow().current();
    var nanos = new ArrayList<Long>();
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 1; i <= UNCOUNTED + count; i++) {
        var pushed = new Pushed("refs/heads/main", "%040x".formatted(i));
        long start = System.nanoTime();
        deliver(client, PushDelivery.of(address, secret, pushed));
        nanos.add(System.nanoTime() - start);
      }
    } catch (IOException e) {
      throw new BenchFault("The webhook does not answer.", e);
    }
    return Times.ofNanos(nanos.subList(UNCOUNTED, nanos.size()));
  }

  private static void deliver(HttpClient client, HttpRequest delivery)
      throws IOException, InterruptedException {
    int status = client.send(delivery, BodyHandlers.discarding()).statusCode();
    if (status != 202) {
      throw new BenchFault("A delivery was answered with " + status + ".");
    }
  }
}
