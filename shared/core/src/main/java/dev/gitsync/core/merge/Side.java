package dev.gitsync.core.merge;

/** One of the two that are kept equal. */
public enum Side {
  WORKSPACE,
  GIT
}
