package dev.gitsync.core.resource;

import java.util.Optional;
import java.util.regex.Pattern;

/** A workspace's id: small letters, digits and hyphens, at most 63 characters. */
public record WorkspaceId(String value) implements Comparable<WorkspaceId> {

  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  public WorkspaceId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("Not a workspace id.");
    }
  }

  /** The id that {@code text} is; empty where it is none. */
  public static Optional<WorkspaceId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new WorkspaceId(text)) : Optional.empty();
  }

  @Override
  public int compareTo(WorkspaceId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
