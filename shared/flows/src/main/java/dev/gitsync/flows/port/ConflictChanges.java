package dev.gitsync.flows.port;

import dev.gitsync.core.change.OpenConflict;
import java.util.List;

/**
 * What becomes of the conflicts that are kept.
 *
 * @param opened each takes the place of an earlier one of the same field
 * @param closed may be gone already
 */
public record ConflictChanges(List<OpenConflict> opened, List<OpenConflict> closed) {

  /** No change. */
  public static final ConflictChanges NONE = new ConflictChanges(List.of(), List.of());

  public ConflictChanges {
    opened = List.copyOf(opened);
    closed = List.copyOf(closed);
  }

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return opened.isEmpty() && closed.isEmpty();
  }
}
