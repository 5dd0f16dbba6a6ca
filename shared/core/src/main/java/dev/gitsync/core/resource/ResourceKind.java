package dev.gitsync.core.resource;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of resources. Only models and syncs have files of their own. */
public enum ResourceKind {
  SOURCE("source", "sources"),
  DESTINATION("destination", "destinations"),
  MODEL("model", "models"),
  SYNC("sync", "syncs");

  private final String singular;
  private final String plural;

  ResourceKind(String singular, String plural) {
    this.singular = singular;
    this.plural = plural;
  }

  /** The kind that people write like this. */
  public static Optional<ResourceKind> parse(String singular) {
    return Arrays.stream(values()).filter(it -> it.singular.equals(singular)).findFirst();
  }

  /** As people write it: {@code model}. */
  public String singular() {
    return singular;
  }

  /** As paths write it, in the API and in the repository: {@code models}. */
  public String plural() {
    return plural;
  }

  /** Whether resources of this kind have a file of their own. */
  public boolean hasFile() {
    return this == MODEL || this == SYNC;
  }
}
