package dev.gitsync.core.report;

import dev.gitsync.core.check.Check;
import dev.gitsync.core.check.Check.Severity;
import dev.gitsync.core.check.Check.Verdict;
import dev.gitsync.core.check.CheckText;

/**
 * A check of a checkout.
 *
 * @param files how many files of the workspace were looked at
 */
public record CheckedFiles(Check check, Scope scope, int files) {

  /** What was looked at. */
  public enum Scope {
    /** What differs from another commit. */
    CHANGES,
    /** Every file, without knowing what the workspace has: what would happen cannot be told. */
    EVERYTHING,
    /** Every file, against what the workspace has: of those that mean the same nothing is told. */
    WORKSPACE
  }

  /** A few words. */
  String title() {
    if (scope != Scope.CHANGES && check.verdict() != Verdict.FAILED) {
      return valid() + (scope == Scope.WORKSPACE ? compared() : "");
    }
    long errors = check.findings().stream().filter(it -> it.severity() == Severity.ERROR).count();
    String title = CheckText.title(check);
    return title.endsWith("would break")
        ? "%s, %d %s".formatted(title, errors, errors == 1 ? "problem" : "problems")
        : title;
  }

  private String valid() {
    return files == 1 ? "1 file is valid" : files + " files are valid";
  }

  private String compared() {
    return check.effects().isEmpty()
        ? ", nothing changes in the workspace"
        : ": " + CheckText.title(check);
  }
}
