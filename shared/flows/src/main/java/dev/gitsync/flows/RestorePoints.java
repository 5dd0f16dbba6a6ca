package dev.gitsync.flows;

import dev.gitsync.core.change.Activity;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.port.ActivityLog;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the commit that a workspace was equal to at a time, by its activity log. */
public record RestorePoints(ActivityLog log) {

  private static final int PAGE = 100;

  /** So many entries may be in a row that do not say where the branch pointed. */
  private static final int MOST_PAGES = 10;

  /** What has 13 digits as milliseconds, which the ids of entries begin with. */
  private static final long LAST_MILLI = 9_999_999_999_998L;

  /**
   * Where the branch pointed once the last thing until then had happened.
   *
   * @return empty where the log does not go back so far
   */
  public Optional<CommitId> at(WorkspaceId workspace, Instant time) {
    if (time.isBefore(Instant.EPOCH)) {
      return Optional.empty();
    }
    Optional<String> before = Optional.of(bound(time));
    for (int i = 0; i < MOST_PAGES; i++) {
      List<Activity> page = log.page(workspace, before, PAGE);
      Optional<CommitId> tip = page.stream().flatMap(it -> it.tip().stream()).findFirst();
      if (tip.isPresent() || page.size() < PAGE) {
        return tip;
      }
      before = Optional.of(page.getLast().id());
    }
    return Optional.empty();
  }

  /** The first id that an entry of the next millisecond can have. */
  private static String bound(Instant time) {
    Instant last = Instant.ofEpochMilli(LAST_MILLI);
    long millis = (time.isAfter(last) ? last : time).toEpochMilli();
    return String.format(Locale.ROOT, "%013d", millis + 1);
  }
}
