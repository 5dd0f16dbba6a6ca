package dev.gitsync.functions.api;

import dev.gitsync.core.merge.Side;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import java.util.List;

/** What somebody wants a field in conflict to be. */
sealed interface Choice {

  /** What one side says: {@code {"take":"git"}}. */
  record Take(Side side) implements Choice {}

  /** Something of their own: {@code {"value":…}}. */
  record Value(Node value) implements Choice {}

  /** The choice that a body is. */
  static Choice read(Mapping json) throws ApiProblem {
    var body = new Body(json, List.of("take", "value"));
    boolean isTake = body.has("take");
    if (isTake == body.has("value")) {
      body.refuse("take", "Give either take, workspace or git, or value.");
    }
    Side side = body.word("take", Side.class, Side.WORKSPACE);
    body.check();
    return isTake ? new Take(side) : new Value(json.get("value").orElseThrow());
  }
}
