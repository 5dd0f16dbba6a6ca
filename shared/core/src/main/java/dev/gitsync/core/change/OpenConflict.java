package dev.gitsync.core.change;

import dev.gitsync.core.merge.Conflict;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.core.tree.PathJson;
import dev.gitsync.core.tree.TreePath;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;

/**
 * A conflict that somebody should look at. There is at most one of a resource's field; a later one
 * takes the place of an earlier one.
 *
 * @param at when it was found
 * @param commit where the branch pointed when it was found
 * @param change the workspace's change that was found to be in conflict; empty where it was found
 *     when the file was taken over
 */
public record OpenConflict(
    ResourceRef ref,
    Conflict conflict,
    Decision decision,
    Instant at,
    Optional<CommitId> commit,
    Optional<ChangeId> change) {

  /** By resource and field. */
  public static final Comparator<OpenConflict> BY_FIELD =
      Comparator.comparing(OpenConflict::ref).thenComparing(it -> it.field().toString());

  /** Which value counts. */
  public enum Decision {
    /** The workspace's; Git's stays in its history. */
    WORKSPACE,
    /** Git's; the workspace's stays in the activity log. */
    GIT,
    /** Each side keeps its own until somebody decides. */
    HELD
  }

  /** The same for the same field of the same resource: 36 characters, hexadecimal and hyphens. */
  public String id() {
    Mapping key =
        Mapping.of("kind", new Text(ref.kind().name()))
            .with("slug", ref.slug().value())
            .with("field", PathJson.write(field()));
    return UUID.nameUUIDFromBytes(Json.write(key).getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** The field that it is about; the root where it is about the whole resource. */
  public TreePath field() {
    return conflict.field();
  }

  /**
   * Whether it is the deletion of a file that waits until somebody says whether the resource goes
   * too.
   */
  public boolean isDeletion() {
    return decision == Decision.HELD && field().equals(TreePath.ROOT) && conflict.git().isEmpty();
  }
}
