package dev.gitsync.core.check;

import dev.gitsync.core.problem.Problem;
import dev.gitsync.core.repo.ResourceFile;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.yaml.Position;

/**
 * A model or sync that a workspace has and that no file can describe. Others may refer to it;
 * nothing else is known of it.
 *
 * @param name what people call it
 * @param why no file can: {@code its query is of type visual}
 */
public record Unfiled(ResourceRef ref, String name, String why) {

  /** What is wrong with a file that says that it describes it. */
  Problem problem(ResourceFile file) {
    return new Problem(
        "CHECK-008",
        file.path(),
        Position.START,
        "the workspace has a %s that no file can describe: %s.".formatted(ref, why),
        "Give the file another name, or remove it.");
  }
}
