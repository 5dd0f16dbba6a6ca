package dev.gitsync.core.check;

import dev.gitsync.core.problem.Problem;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.TreePath;
import java.util.List;
import java.util.Optional;

/**
 * What merging would do to one workspace.
 *
 * @param findings in the order of files and lines
 * @param effects in the order of kinds and slugs; resources that stay as they are although their
 *     files change are among them
 */
public record Check(WorkspaceId workspace, List<Finding> findings, List<Effect> effects) {

  public Check {
    findings = List.copyOf(findings);
    effects = List.copyOf(effects);
  }

  /** Whether it may be merged. */
  public enum Verdict {
    /** It would break something, or a file is not valid. */
    FAILED,
    PASSED,
    /** It changes nothing that concerns the workspace. */
    NOT_CONCERNED
  }

  /** How bad something is. */
  public enum Severity {
    /** It fails the check. */
    ERROR,
    /** It is worth knowing. */
    WARNING
  }

  /**
   * Something that a reviewer should know.
   *
   * @param problem what it is, where, and what to do
   * @param affected the resource that would break, where it is another than the file's own
   */
  public record Finding(Severity severity, Problem problem, Optional<ResourceRef> affected) {}

  /** What becomes of a resource. */
  public enum Outcome {
    CREATE,
    UPDATE,
    /** It stays as it is. */
    LEAVE,
    /** It is paused, because its file goes. */
    DISABLE,
    /** It goes with its file. */
    DELETE,
    /** Its file goes with many others, so somebody is asked first. */
    ASK
  }

  /**
   * What becomes of a resource whose file the pull request touches.
   *
   * @param name what people call it
   * @param fields what becomes of its fields, in the order of the file
   */
  public record Effect(
      ResourceRef ref, String name, RepoPath file, Outcome outcome, List<FieldChange> fields) {
    public Effect {
      fields = List.copyOf(fields);
    }
  }

  /** A field's value before and after; empty where there is none. */
  public record FieldChange(TreePath field, Optional<Node> before, Optional<Node> after) {}

  /** Whether it may be merged. */
  public Verdict verdict() {
    if (findings.stream().anyMatch(it -> it.severity() == Severity.ERROR)) {
      return Verdict.FAILED;
    }
    return findings.isEmpty() && effects.isEmpty() ? Verdict.NOT_CONCERNED : Verdict.PASSED;
  }
}
