package dev.gitsync.core.change;

/** Which way an edit went. */
public enum Direction {
  OUTBOUND,
  INBOUND
}
