package dev.gitsync.local;

import java.util.List;

/** What a system has at its first start, so that a newcomer has something to edit. */
final class Seed {
  private Seed() {}

  /** The workspaces of {@code system} with their keys; made where they are missing. */
  static List<LocalFile.Workspace> plant(LocalSystem system) {
    return List.of();
  }
}
