package dev.gitsync.flows;

import dev.gitsync.core.change.Activity;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.port.ActivityLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the log has of one resource, also from before its file was given another name. */
public record ResourceHistory(ActivityLog log) {

  /**
   * Where to read on.
   *
   * @param ref the resource, as it was called then
   * @param before the id of the entry that was read last; empty to begin
   */
  public record Cursor(ResourceRef ref, Optional<String> before) {

    /** Right behind an entry. */
    public static Cursor after(Activity entry) {
      return new Cursor(entry.renamedFrom().orElse(entry.ref()), Optional.of(entry.id()));
    }
  }

  /**
   * Some entries, newest first.
   *
   * @param next where to read on; empty where there is no more
   */
  public record Page(List<Activity> entries, Optional<Cursor> next) {
    public Page {
      entries = List.copyOf(entries);
    }
  }

  /** At most {@code limit} entries. */
  public Page page(WorkspaceId workspace, Cursor from, int limit) {
    var entries = new ArrayList<Activity>();
    Cursor at = from;
    while (entries.size() < limit) {
      int wanted = limit - entries.size();
      List<Activity> found = log.history(workspace, at.ref(), at.before(), wanted);
      List<Activity> own = untilRenamed(found);
      entries.addAll(own);
      if (own.isEmpty()) {
        return new Page(entries, Optional.empty());
      }
      at = Cursor.after(own.getLast());
      if (own.getLast().renamedFrom().isEmpty() && found.size() < wanted) {
        return new Page(entries, Optional.empty());
      }
    }
    return new Page(entries, Optional.of(at));
  }

  /** Entries from before are about another resource that had the name. */
  private static List<Activity> untilRenamed(List<Activity> entries) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).renamedFrom().isPresent()) {
        return entries.subList(0, i + 1);
      }
    }
    return entries;
  }
}
