package dev.gitsync.flows.host;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.RepoPath;
import java.util.List;
import java.util.Optional;

/**
 * What a host is to show of a check on a commit. A later report of the same name on the same commit
 * takes the place of an earlier one.
 *
 * @param name what the check is called: {@code Git Sync / acme-staging}
 * @param pullRequest the pull request's number; empty in a merge queue
 * @param title a few words
 * @param summary some sentences, Markdown
 * @param text the whole report, Markdown
 * @param annotations all of them, in any number: how many go at a time is the host's matter
 */
public record CheckReport(
    String name,
    CommitId head,
    Optional<Long> pullRequest,
    Status status,
    String title,
    String summary,
    String text,
    List<Annotation> annotations) {

  public CheckReport {
    annotations = List.copyOf(annotations);
  }

  /** How far a check has come. */
  public enum Status {
    RUNNING,
    PASSED,
    FAILED,
    /** The commit is not the pull request's head any more. */
    SUPERSEDED
  }

  /**
   * A remark on a line of a file.
   *
   * @param line from 1
   * @param column from 1
   * @param title short, such as {@code YAML-004}
   */
  public record Annotation(
      RepoPath file, int line, int column, Level level, String title, String message) {}

  /** How bad it is. */
  public enum Level {
    ERROR,
    WARNING
  }
}
