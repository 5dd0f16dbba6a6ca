package dev.gitsync.testkit.sim;

import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.WorkspaceId;

/** A resource of a workspace that people work on. */
record Spot(WorkspaceId workspace, ResourceRef ref) {}
