package dev.gitsync.core.plan;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.OpenConflict.Decision;
import dev.gitsync.core.change.Purpose.Edit;
import dev.gitsync.core.change.Purpose.Overwriting;
import dev.gitsync.core.change.Purpose.Recreation;
import dev.gitsync.core.change.Purpose.Resolution;
import dev.gitsync.core.change.Purpose.Restoration;
import dev.gitsync.core.merge.Conflict;
import dev.gitsync.core.merge.ConflictPolicy;
import dev.gitsync.core.merge.MergeRule;
import dev.gitsync.core.merge.ResourceMerge;
import dev.gitsync.core.merge.Side;
import dev.gitsync.core.merge.ThreeWayMerge.Merged;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.TreePath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Plays the changes of one resource on what its file says, one after the other. The outbound flow
 * does it to make commits, the inbound flow to find out what the file will say once these commits
 * are there: so both come to the same, whichever is first.
 */
public final class Replay {

  private final Policies policies;
  private final Side written;
  private final Set<TreePath> held;
  private Optional<Mapping> gone = Optional.empty();
  private boolean isAnew;

  /**
   * A replay.
   *
   * @param written the side that is about to be written
   * @param held the resource's fields that wait for somebody's decision
   */
  public Replay(Policies policies, Side written, Set<TreePath> held) {
    this.policies = policies;
    this.written = written;
    this.held = new HashSet<>(held);
  }

  /** What a change makes of a document. */
  public sealed interface Step {

    /** Conflicts that were found. */
    List<Finding> findings();
  }

  /** It is to be this. */
  public record Write(Mapping document, List<Finding> findings) implements Step {
    public Write {
      findings = List.copyOf(findings);
    }
  }

  /** It is to go. */
  public record Remove(List<Finding> findings) implements Step {
    public Remove {
      findings = List.copyOf(findings);
    }
  }

  /** It stays as it is, or stays away. */
  public record Keep(List<Finding> findings) implements Step {
    static final Keep AS_IT_IS = new Keep(List.of());

    public Keep {
      findings = List.copyOf(findings);
    }
  }

  /**
   * What else there is to know of a resource.
   *
   * @param known what the workspace says. Where a change creates the resource and the workspace has
   *     read its file, it is what it said then, and other things in the file are left over from a
   *     resource before. Where there is no file, it is what the file will say
   * @param absence why there is no file, where there is none
   * @param fate what has become of the resource meanwhile
   */
  public record Circumstances(Optional<Mapping> known, Absence absence, Fate fate) {
    /** Nothing is. */
    public static final Circumstances NONE =
        new Circumstances(Optional.empty(), Absence.NEVER_THERE, Fate.AS_THE_CHANGES_SAY);
  }

  /** Why there is no file. */
  public enum Absence {
    /** It is not known that somebody has deleted it. */
    NEVER_THERE,
    /** Somebody has deleted it, and the workspace has not read that. */
    DELETED_IN_GIT
  }

  /** What has become of a resource. */
  public enum Fate {
    /** What its changes say. */
    AS_THE_CHANGES_SAY,
    /** The changes end with its deletion, but an edit in Git has brought it back. */
    BACK,
    /** The changes leave it, but its deletion in Git has taken it away. */
    TAKEN_AWAY
  }

  /**
   * What the workspace would say now without some edits of a resource. What has come from Git since
   * stays.
   *
   * @param later in order
   */
  public static Mapping before(List<Change> later, Mapping now) {
    Mapping before = now;
    for (Change change : later.reversed()) {
      if (change.purpose() instanceof Edit || change.purpose() instanceof Restoration) {
        var undoing = MergeRule.preferring(Side.GIT);
        before = ResourceMerge.merge(change.after(), change.before(), before, undoing).document();
      }
    }
    return before;
  }

  /** The resource's fields that wait for somebody's decision after what was played so far. */
  public Set<TreePath> held() {
    return Set.copyOf(held);
  }

  /**
   * Plays a change.
   *
   * @param document what the file says after the changes before; empty where there is no file
   */
  public Step play(Change change, Optional<Mapping> document, Circumstances circumstances) {
    if (change.action() == Action.DELETE) {
      gone = Optional.of(change.before());
      Step step =
          document.map(it -> delete(change, it, circumstances.fate())).orElse(Keep.AS_IT_IS);
      held.clear();
      return step;
    }
    Step step =
        document
            .filter(it -> !isAnew)
            .map(it -> merge(change, it, circumstances))
            .orElseGet(() -> writeAnew(change, circumstances));
    gone = Optional.empty();
    return step;
  }

  /** What a change does to a file that cannot be read. */
  enum BrokenStep {
    /** Nothing: somebody has to mend the file first. */
    UNREADABLE,
    KEPT,
    REMOVED,
    REPLACED
  }

  /** Plays a change on a file that cannot be read: whatever Git has there is an edit. */
  BrokenStep playOnBroken(Change change, Circumstances circumstances) {
    boolean workspaceWins = policies.conflicts() == ConflictPolicy.WORKSPACE;
    if (change.action() == Action.DELETE) {
      gone = Optional.of(change.before());
      held.clear();
      boolean goes =
          policies.deletions() == DeletionPolicy.DELETE
              && circumstances.fate() != Fate.BACK
              && workspaceWins;
      return goes ? BrokenStep.REMOVED : BrokenStep.KEPT;
    }
    return workspaceWins ? BrokenStep.REPLACED : BrokenStep.UNREADABLE;
  }

  private Step delete(Change change, Mapping document, Fate fate) {
    if (policies.deletions() != DeletionPolicy.DELETE || fate == Fate.BACK) {
      return Keep.AS_IT_IS;
    }
    if (saysTheSame(document, change.before())) {
      return new Remove(List.of());
    }
    return settle(change, new Conflict(TreePath.ROOT, Optional.empty(), Optional.of(document)));
  }

  /** An edit in Git meets a deletion: held, it counts, so that nothing goes. */
  private Step settle(Change change, Conflict conflict) {
    return policies.conflicts() == ConflictPolicy.WORKSPACE
        ? new Remove(List.of(new Finding(change, conflict, Decision.WORKSPACE)))
        : new Keep(List.of(new Finding(change, conflict, Decision.GIT)));
  }

  /** Whether a document has no edit of Git's in it, but for fields that are held. */
  private boolean saysTheSame(Mapping document, Mapping before) {
    Mapping compared = document;
    for (TreePath field : held) {
      compared = taking(compared, field, before);
    }
    return compared.equals(before);
  }

  /**
   * A document with another one's value of a field; where the field's place is taken by something
   * else, with its value of what is around the field.
   */
  static Mapping taking(Mapping document, TreePath field, Mapping from) {
    Optional<Node> value = from.get(field);
    if (value.isEmpty()) {
      return document.without(field);
    }
    try {
      return document.with(field, value.get());
    } catch (IllegalArgumentException e) {
      return taking(document, field.parent(), from);
    }
  }

  /**
   * There is no file, or only one that an earlier change made: Git has no say, so it is what the
   * workspace says, with whatever came from Git before.
   */
  private Step writeAnew(Change change, Circumstances circumstances) {
    if (circumstances.fate() == Fate.TAKEN_AWAY) {
      return Keep.AS_IT_IS;
    }
    Mapping wanted = circumstances.known().orElse(change.after());
    if (isAnew
        || circumstances.absence() == Absence.NEVER_THERE
        || policies.deletions() != DeletionPolicy.DELETE
        || change.action() == Action.CREATE
        || change.purpose() instanceof Recreation) {
      isAnew = true;
      return new Write(wanted, List.of());
    }
    var conflict = new Conflict(TreePath.ROOT, Optional.of(wanted), Optional.empty());
    if (policies.conflicts() == ConflictPolicy.GIT) {
      return new Keep(List.of(new Finding(change, conflict, Decision.GIT)));
    }
    isAnew = true;
    return new Write(wanted, List.of(new Finding(change, conflict, Decision.WORKSPACE)));
  }

  private Step merge(Change change, Mapping document, Circumstances circumstances) {
    Set<TreePath> decided = decided(change);
    held.removeAll(decided);
    var rule = MergeRule.of(policies.conflicts(), written, held, decided);
    Mapping base = base(change, document, circumstances);
    Merged merged = ResourceMerge.merge(base, change.after(), document, rule);
    var findings = new ArrayList<>(stillHeld(change, document));
    for (Conflict conflict : merged.conflicts()) {
      findings.add(new Finding(change, conflict, decision()));
      hold(conflict.field());
    }
    return new Write(merged.document(), findings);
  }

  /** Whoever overwrites a file knows all that Git said. */
  private Set<TreePath> decided(Change change) {
    return switch (change.purpose()) {
      case Resolution(var field, var git) -> Set.of(field);
      case Overwriting overwriting -> Set.copyOf(held);
      case Edit edit -> Set.of();
      case Restoration restoration -> Set.of();
      case Recreation recreation -> Set.of();
    };
  }

  private Mapping base(Change change, Mapping document, Circumstances circumstances) {
    if (change.action() != Action.CREATE) {
      return change.before();
    }
    return gone.or(() -> circumstances.known().map(it -> Leftovers.of(document, it)))
        .orElse(change.before());
  }

  /** Fields that were held already and that the change has edited. */
  private List<Finding> stillHeld(Change change, Mapping document) {
    var findings = new ArrayList<Finding>();
    for (TreePath field : held) {
      Optional<Node> wanted = change.after().get(field);
      Optional<Node> git = document.get(field);
      if (!wanted.equals(change.before().get(field)) && !wanted.equals(git)) {
        findings.add(new Finding(change, new Conflict(field, wanted, git), Decision.HELD));
      }
    }
    return findings;
  }

  private Decision decision() {
    return switch (policies.conflicts()) {
      case WORKSPACE -> Decision.WORKSPACE;
      case GIT -> Decision.GIT;
      case HOLD -> Decision.HELD;
    };
  }

  private void hold(TreePath field) {
    if (policies.conflicts() == ConflictPolicy.HOLD) {
      held.removeIf(it -> it.startsWith(field));
      held.add(field);
    }
  }
}
