package dev.gitsync.testkit.sim;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Direction;
import dev.gitsync.core.change.Purpose.Overwriting;
import dev.gitsync.core.merge.Conflict;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.testkit.InMemoryGit.Commit;
import dev.gitsync.testkit.sim.Ledger.Birth;
import dev.gitsync.testkit.sim.Ledger.Side;
import dev.gitsync.testkit.sim.Violation.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** No accepted edit is lost, unless somebody who saw it replaced it or a conflict tells of it. */
final class KeptEdits {

  private final Rest rest;
  private final BitSet inConflicts = new BitSet();
  private final BitSet inLog = new BitSet();
  private final Set<String> replacedFiles = new HashSet<>();

  KeptEdits(Rest rest) {
    this.rest = rest;
  }

  void check() {
    BitSet present = present();
    var missing = new ArrayList<Birth>();
    for (Birth birth : rest.ledger().traced().values()) {
      if (!present.get(birth.token()) && !rest.ledger().isReplaced(birth.token())) {
        missing.add(birth);
      }
    }
    if (!missing.isEmpty()) {
      readLogs();
      missing.forEach(this::checkMissing);
    }
    rest.ledger().traced().keySet().removeIf(token -> !present.get(token));
  }

  private BitSet present() {
    var found = new BitSet();
    rest.files().values().forEach(text -> Tokens.collect(text, found));
    for (WorkspaceId workspace : rest.world().workload().workspaces()) {
      rest.resources(workspace)
          .forEach(stored -> Tokens.collect(stored.resource().document(), found));
    }
    return found;
  }

  private void readLogs() {
    for (WorkspaceId workspace : rest.world().workload().workspaces()) {
      for (Activity entry : rest.activity(workspace)) {
        Tokens.collect(entry.before(), inLog);
        Tokens.collect(entry.after(), inLog);
        entry.conflicts().forEach(conflict -> read(entry, conflict));
        if (isOverwriting(entry)) {
          Tokens.collect(entry.before(), inConflicts);
        }
      }
      readWaiting(workspace);
    }
  }

  /** What a full resync has overwritten is logged once its change can be taken off the list. */
  private void readWaiting(WorkspaceId workspace) {
    rest.world().store().waiting(workspace, Integer.MAX_VALUE).stream()
        .filter(it -> it.purpose() instanceof Overwriting)
        .forEach(it -> Tokens.collect(it.before(), inConflicts));
  }

  /** What a full resync has wait, to overwrite a file, says before what the file said. */
  private boolean isOverwriting(Activity entry) {
    return rest.world().isProposing()
        && entry.direction() == Direction.OUTBOUND
        && entry.actor().equals(WorkspaceUser.ROOT);
  }

  private void read(Activity entry, Conflict conflict) {
    conflict.git().ifPresent(it -> Tokens.collect(it, inConflicts));
    conflict.workspace().ifPresent(it -> Tokens.collect(it, inConflicts));
    if (conflict.fieldName().equals("*")) {
      replacedFiles.add(Ledger.place(entry.ref()));
    }
  }

  private void checkMissing(Birth birth) {
    boolean isTold = inConflicts.get(birth.token()) || replacedFiles.contains(birth.place());
    boolean isReachable = birth.side() == Side.GIT || inLog.get(birth.token());
    if (!isReachable || !(isTold || rest.ledger().isDropped(birth.token()))) {
      String where = whereItWent(birth);
      if (isReachable && isCommentOfDeletedFile(birth, where)) {
        return;
      }
      rest.ledger()
          .report(
              kind(birth, where),
              "%s, which %s wrote in step %d in %s, is gone, and the activity log does not say so. %s"
                  .formatted(
                      Tokens.text(birth.token()), birth.by(), birth.step(), birth.place(), where));
    }
  }

  /**
   * A comment goes with its file when the resource is deleted; Git's history has it, or the pull
   * request that it was made on.
   */
  private boolean isCommentOfDeletedFile(Birth birth, String where) {
    var comment = Pattern.compile("#[^\\n]*\\b" + Tokens.text(birth.token()) + "\\b");
    return (where.contains(": Delete ") || isDeletedByProposal(birth))
        && Stream.concat(
                rest.log().stream().flatMap(commit -> commit.files().values().stream()),
                rest.ledger().proposals().reviewed())
            .anyMatch(text -> comment.matcher(text).find());
  }

  /** Pull requests are merged under any name. */
  private boolean isDeletedByProposal(Birth birth) {
    return rest.world().isProposing()
        && rest.ledger().changes().values().stream()
            .anyMatch(
                it -> it.action() == Action.DELETE && Ledger.place(it.ref()).equals(birth.place()));
  }

  private Kind kind(Birth birth, String where) {
    if (where.contains("Overrides what") || where.contains("Resync workspace")) {
      return Kind.UNLOGGED_CONFLICT;
    }
    return where.contains(": Create ") || rest.ledger().isContested(birth.place())
        ? Kind.CREATED_OVER
        : Kind.LOST_EDIT;
  }

  /** The commit that took a token away, if one did. */
  private String whereItWent(Birth birth) {
    boolean was = false;
    for (Commit commit : rest.log()) {
      var found = new BitSet();
      commit.files().values().forEach(text -> Tokens.collect(text, found));
      boolean is = found.get(birth.token());
      if (was && !is) {
        return "The commit that took it away: " + commit.message().strip().replace("\n", " / ");
      }
      was = is;
    }
    return was ? "" : "No commit on the branch has it.";
  }
}
