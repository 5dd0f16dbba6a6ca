package dev.gitsync.functions;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.host.CheckTarget;

/** Checks a pull request, or a queued commit, of the repository of a workspace's link. */
@FunctionalInterface
public interface Checker {
  /** Runs the check. Throws what flows throw. */
  void check(WorkspaceId workspace, CheckTarget target);
}
