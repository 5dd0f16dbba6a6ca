package dev.gitsync.core.plan;

/** What the deletion of a file, or of a resource, does to the other side. */
public enum DeletionPolicy {
  /** Nothing: the other stays. */
  IGNORE,
  /** The sync of a deleted file is paused; all else stays. */
  DISABLE,
  /** The other goes too. */
  DELETE
}
