package dev.gitsync.testkit;

import dev.gitsync.flows.port.ApiKeys;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** API keys in memory. */
public final class InMemoryApiKeys implements ApiKeys {

  private final Map<String, Grant> grants = new HashMap<>();

  @Override
  public Optional<Grant> find(String sha256) {
    return Optional.ofNullable(grants.get(sha256));
  }

  @Override
  public void put(String sha256, Grant grant) {
    grants.put(sha256, grant);
  }
}
