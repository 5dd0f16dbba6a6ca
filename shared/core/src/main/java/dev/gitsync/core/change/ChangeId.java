package dev.gitsync.core.change;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A change's id: unique everywhere and always, so that no other commit can claim it by accident.
 */
public record ChangeId(String value) {

  private static final Pattern FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  public ChangeId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("Not a change id.");
    }
  }

  /** The id that a UUID is. */
  public static ChangeId of(UUID uuid) {
    return new ChangeId(uuid.toString());
  }

  /** The id that {@code text} is; empty where it is none. */
  public static Optional<ChangeId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new ChangeId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
