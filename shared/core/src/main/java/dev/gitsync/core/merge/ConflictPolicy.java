package dev.gitsync.core.merge;

/** What becomes of a field that both sides changed, each to something else. */
public enum ConflictPolicy {
  /** The workspace's value counts; Git's stays in its history. */
  WORKSPACE,
  /** Git's value counts; the workspace's stays in the activity log. */
  GIT,
  /** Each side keeps its own value until somebody decides. */
  HOLD
}
