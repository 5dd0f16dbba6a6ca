package dev.gitsync.testkit;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.port.WebhookSecret;
import dev.gitsync.flows.port.WebhookSecrets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Webhooks' secrets in memory; each is planted. */
public final class InMemoryWebhookSecrets implements WebhookSecrets {

  private final InstantSource clock;
  private final RandomGenerator random;
  private final Map<WorkspaceId, WebhookSecret> secrets = new HashMap<>();
  private int asked;

  /** None yet. */
  public InMemoryWebhookSecrets(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  @Override
  public synchronized Optional<WebhookSecret> find(WorkspaceId link) {
    asked++;
    return Optional.ofNullable(secrets.get(link));
  }

  @Override
  public synchronized WebhookSecret rotate(WorkspaceId link) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    String next = PlantedSecrets.keep(HexFormat.of().formatHex(bytes));
    WebhookSecret known = secrets.get(link);
    WebhookSecret secret =
        known == null ? WebhookSecret.first(next) : known.replacedBy(next, clock.instant());
    secrets.put(link, secret);
    return secret;
  }

  /** How often it was asked for a secret. */
  public synchronized int asked() {
    return asked;
  }
}
