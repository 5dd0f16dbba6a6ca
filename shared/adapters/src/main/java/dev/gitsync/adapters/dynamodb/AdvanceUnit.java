package dev.gitsync.adapters.dynamodb;

import dev.gitsync.adapters.dynamodb.Transaction.Condition;
import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.OpenConflict;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.port.ConflictChanges;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What has to happen together when a link advances.
 *
 * @param about the resource that it is about
 * @param writes how many of a transaction's writes it takes
 * @param bytes how large the items are that it writes and deletes
 * @param added puts it into a transaction
 */
record AdvanceUnit(ResourceRef about, int writes, int bytes, Consumer<Transaction> added) {

  /** DynamoDB takes 4 MB in a transaction, of which the link may be 400 KB. */
  private static final int MOST_BYTES = 3_500_000;

  /** Each change goes off the list, and its entry comes into the log. */
  static List<AdvanceUnit> deliveries(
      DynamoTables tables, List<Change> delivered, List<Activity> entries) {
    var units = new ArrayList<AdvanceUnit>();
    for (int i = 0; i < Math.max(delivered.size(), entries.size()); i++) {
      units.add(
          delivery(
              tables,
              i < delivered.size() ? Optional.of(delivered.get(i)) : Optional.empty(),
              i < entries.size() ? Optional.of(entries.get(i)) : Optional.empty()));
    }
    return units;
  }

  private static AdvanceUnit delivery(
      DynamoTables tables, Optional<Change> delivered, Optional<Activity> entry) {
    Optional<Item> change = delivered.map(WorkspaceItems::change);
    Optional<Item> logged = entry.map(ActivityItems::item);
    return new AdvanceUnit(
        delivered.map(Change::ref).or(() -> entry.map(Activity::ref)).orElseThrow(),
        change.isPresent() && logged.isPresent() ? 2 : 1,
        change.map(Item::bytes).orElse(0) + logged.map(Item::bytes).orElse(0),
        transaction -> {
          delivered.ifPresent(
              it ->
                  transaction.delete(
                      tables.workspaces(),
                      WorkspaceItems.changeKey(it.workspace(), it.sequence()),
                      Condition.present(WorkspaceItems.KEY)));
          logged.ifPresent(item -> transaction.put(tables.activity(), item));
        });
  }

  /** Conflicts that are put, of each field the last. */
  static List<AdvanceUnit> opened(
      DynamoTables tables, WorkspaceId workspace, ConflictChanges conflicts) {
    Map<String, OpenConflict> last = new LinkedHashMap<>();
    conflicts.opened().forEach(it -> last.put(it.id(), it));
    return last.values().stream()
        .map(
            open -> {
              Item item = WorkspaceItems.conflict(workspace, open);
              return new AdvanceUnit(
                  open.ref(), 1, item.bytes(), it -> it.put(tables.workspaces(), item));
            })
        .toList();
  }

  /** Conflicts that are deleted; not those that others have taken the place of. */
  static List<AdvanceUnit> closed(
      DynamoTables tables, WorkspaceId workspace, ConflictChanges conflicts) {
    Set<String> done = new HashSet<>();
    conflicts.opened().forEach(it -> done.add(it.id()));
    return conflicts.closed().stream()
        .filter(it -> done.add(it.id()))
        .map(
            closed ->
                new AdvanceUnit(
                    closed.ref(),
                    1,
                    WorkspaceItems.conflict(workspace, closed).bytes(),
                    it ->
                        it.delete(
                            tables.workspaces(), WorkspaceItems.conflictKey(workspace, closed))))
        .toList();
  }

  /** Which of so many; the same for all of a resource. */
  int lane(int lanes) {
    return Math.floorMod(about.hashCode(), lanes);
  }

  /** As many at a time as fit a transaction that writes, or asks for, the link too. */
  static List<List<AdvanceUnit>> chunks(List<AdvanceUnit> units) {
    var chunks = new ArrayList<List<AdvanceUnit>>();
    List<AdvanceUnit> chunk = new ArrayList<>();
    int writes = 1;
    int bytes = 0;
    for (AdvanceUnit unit : units) {
      boolean full =
          writes + unit.writes() > Transaction.MOST_WRITES || bytes + unit.bytes() > MOST_BYTES;
      if (full && !chunk.isEmpty()) {
        chunks.add(chunk);
        chunk = new ArrayList<>();
        writes = 1;
        bytes = 0;
      }
      chunk.add(unit);
      writes += unit.writes();
      bytes += unit.bytes();
    }
    chunks.add(chunk);
    return chunks;
  }
}
