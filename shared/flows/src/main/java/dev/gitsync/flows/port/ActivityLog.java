package dev.gitsync.flows.port;

import dev.gitsync.core.change.Activity;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.WorkspaceId;
import java.util.List;
import java.util.Optional;

/** Reads the activity log. Entries are written by {@link Links} and {@link Resources}. */
public interface ActivityLog {

  /**
   * A page of the log, newest first.
   *
   * @param before the id of the last entry of the page before; empty for the first page
   */
  List<Activity> page(WorkspaceId workspace, Optional<String> before, int limit);

  /**
   * A page of what the log has of one resource, newest first. The newest entries may be missing for
   * a second or so.
   *
   * @param before as above
   */
  List<Activity> history(
      WorkspaceId workspace, ResourceRef ref, Optional<String> before, int limit);
}
