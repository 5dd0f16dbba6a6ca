package dev.gitsync.core.change;

import dev.gitsync.core.repo.Person;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Node.Mapping;
import java.time.Instant;

/**
 * An edit that the workspace accepted and that is not yet known to be on the branch.
 *
 * @param sequence orders the changes of a workspace; has gaps
 * @param name what people called the resource after the edit
 * @param before the resource's document before the edit; empty when it is created
 * @param after the resource's document after the edit; empty when it is deleted
 * @param purpose what it was made for
 */
public record Change(
    ChangeId id,
    WorkspaceId workspace,
    long sequence,
    Instant at,
    Person author,
    ResourceRef ref,
    String name,
    Action action,
    Mapping before,
    Mapping after,
    Purpose purpose) {}
