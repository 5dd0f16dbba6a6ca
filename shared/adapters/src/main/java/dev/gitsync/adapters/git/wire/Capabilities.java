package dev.gitsync.adapters.git.wire;

import java.util.Map;
import java.util.Optional;

/**
 * What a server says it can, in protocol 2 ({@code gitprotocol-v2}, capability advertisement).
 *
 * @param values each with what follows its {@code =}, or with nothing
 */
public record Capabilities(Map<String, String> values) {

  public Capabilities {
    values = Map.copyOf(values);
  }

  /** Whether objects can be left out of a fetch. */
  public boolean filter() {
    return has("fetch", "filter");
  }

  /** The hash of the repository's ids, {@code sha1} where it does not say. */
  public String objectFormat() {
    return Optional.ofNullable(values.get("object-format")).orElse("sha1");
  }

  private boolean has(String command, String feature) {
    String features = values.getOrDefault(command, "");
    return (" " + features + " ").contains(" " + feature + " ");
  }
}
