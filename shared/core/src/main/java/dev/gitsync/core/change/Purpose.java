package dev.gitsync.core.change;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.TreePath;
import java.util.Optional;

/** What somebody made a change for. */
public sealed interface Purpose {

  /** An edit like any other. */
  Purpose EDIT = new Edit();

  /** An edit like any other. */
  record Edit() implements Purpose {}

  /**
   * The decision of a conflict: the change's value of the field is to count on both sides.
   *
   * @param git what Git said when it was decided, so what the change has as the field's value
   *     before; empty where the file had none
   */
  record Resolution(TreePath field, Optional<Node> git) implements Purpose {}

  /** The resource is to be what it was at a commit. */
  record Restoration(CommitId commit) implements Purpose {}

  /**
   * The file is to say what the workspace says.
   *
   * @param git what it says now, so what the change has as before; empty where it cannot be read
   */
  record Overwriting(Mapping git) implements Purpose {}

  /** The file is to be there again: its deletion in Git was not wanted. */
  record Recreation() implements Purpose {}
}
