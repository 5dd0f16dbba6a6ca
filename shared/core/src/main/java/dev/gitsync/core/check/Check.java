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
   * @param affected the sync, or other resource, that would break; empty where the file is simply
   *     not valid
   * @param page where people see the affected resource's file; empty where that is not known
   */
  public record Finding(
      Severity severity, Problem problem, Optional<ResourceRef> affected, Optional<String> page) {

    /** A finding whose affected resource people find by its name. */
    public Finding(Severity severity, Problem problem, Optional<ResourceRef> affected) {
      this(severity, problem, affected, Optional.empty());
    }
  }

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

  /** Why that becomes of it. */
  public enum Cause {
    /** Its file says something else. */
    EDIT,
    /** Its file changes, but means what the workspace says already. */
    SAME_MEANING,
    /** Its file is not there any more. */
    DELETION,
    /** Its file says something else, but an edit in the workspace counts for more. */
    WORKSPACE_COUNTS,
    /** Its file cannot be applied. */
    INVALID,
    /** Its file stays, but an alias in it stands for something else. */
    ALIAS
  }

  /**
   * What becomes of a resource whose file the pull request touches.
   *
   * @param name what people call it
   * @param fields what becomes of its fields, in their order; none where it is created or goes
   * @param moved where the file was given another name: the resource of the other name
   */
  public record Effect(
      ResourceRef ref,
      String name,
      RepoPath file,
      Outcome outcome,
      Cause cause,
      List<FieldChange> fields,
      Optional<ResourceRef> moved) {
    public Effect {
      fields = List.copyOf(fields);
    }

    /** An effect of an edit. */
    public Effect(
        ResourceRef ref, String name, RepoPath file, Outcome outcome, List<FieldChange> fields) {
      this(ref, name, file, outcome, Cause.EDIT, fields, Optional.empty());
    }
  }

  /**
   * A field's value before and after; empty where there is none. An item of a list is one field
   * where only one side has it, and so is a list whose items cannot be told apart.
   */
  public record FieldChange(TreePath field, Optional<Node> before, Optional<Node> after) {}

  /** Whether it may be merged. */
  public Verdict verdict() {
    if (findings.stream().anyMatch(it -> it.severity() == Severity.ERROR)) {
      return Verdict.FAILED;
    }
    return findings.isEmpty() && effects.isEmpty() ? Verdict.NOT_CONCERNED : Verdict.PASSED;
  }
}
