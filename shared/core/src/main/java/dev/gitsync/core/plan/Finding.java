package dev.gitsync.core.plan;

import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.OpenConflict.Decision;
import dev.gitsync.core.merge.Conflict;

/**
 * A conflict that was found when a change of the workspace met what Git says.
 *
 * @param decision which value counts
 */
public record Finding(Change change, Conflict conflict, Decision decision) {}
