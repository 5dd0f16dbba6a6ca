package dev.gitsync.core.change;

/** What an edit does to a resource. */
public enum Action {
  CREATE,
  UPDATE,
  DELETE
}
