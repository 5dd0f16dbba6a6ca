package dev.gitsync.bench.kills;

import dev.gitsync.bench.kills.Cell.Sharing;
import dev.gitsync.bench.kills.History.Commit;
import dev.gitsync.bench.kills.Ledger.Life;
import dev.gitsync.bench.kills.Ledger.Outcome;
import dev.gitsync.bench.kills.Trail.Direction;
import dev.gitsync.bench.kills.Trail.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether what the writers were told is what came of it: nothing lost, nothing twice, nothing
 * overwritten without a word. Does no input or output.
 */
final class Verdict {

  private final Ledger ledger;
  private final History history;
  private final List<Trail> trails;
  private final Map<String, String> files;
  private final Map<String, Edit> byToken;
  private final List<String> violations = new ArrayList<>();

  private Verdict(Ledger ledger, History history, List<Trail> trails, Map<String, String> files) {
    this.ledger = ledger;
    this.history = history;
    this.trails = trails;
    this.files = files;
    this.byToken = ledger.edits().stream().collect(Collectors.toMap(Edit::token, it -> it));
  }

  /**
   * Everything that is wrong, a line each.
   *
   * @param trails the activity of each workspace
   * @param files the texts of the branch's files by path, when both sides are equal
   */
  static List<String> of(
      Ledger ledger, History history, List<Trail> trails, Map<String, String> files) {
    var verdict = new Verdict(ledger, history, trails, files);
    verdict.resources();
    verdict.cells();
    verdict.edits();
    verdict.commits();
    trails.forEach(verdict::told);
    trails.forEach(verdict::overwritten);
    return verdict.violations;
  }

  private void resources() {
    ledger
        .lives()
        .forEach(
            (file, life) -> {
              if (life == Life.PRESENT && !files.containsKey(file)) {
                violations.add("Lost: " + file + " was made");
              }
              if (life == Life.DELETED && files.containsKey(file)) {
                violations.add("Came back: " + file + " was deleted");
              }
            });
  }

  /** Each cell says what its last writer wrote last. */
  private void cells() {
    Map<Cell, Edit> last = new HashMap<>();
    files.forEach((file, text) -> History.tokens(text, token -> place(file, token, last)));
    ledger.edits().stream()
        .filter(edit -> isAccepted(edit) && isAlone(edit))
        .filter(edit -> files.containsKey(edit.cell().file()))
        .forEach(edit -> replaced(edit, Optional.ofNullable(last.get(edit.cell()))));
  }

  private void place(String file, String token, Map<Cell, Edit> last) {
    Optional<Edit> edit = Optional.ofNullable(byToken.get(token));
    if (edit.filter(it -> it.cell().file().equals(file)).isEmpty()) {
      violations.add("Astray: " + token + " in " + file);
    } else if (last.put(edit.get().cell(), edit.get()) != null) {
      violations.add("Twice: " + edit.get().cell() + " has two values");
    }
  }

  private void replaced(Edit edit, Optional<Edit> by) {
    if (by.isEmpty()) {
      violations.add("Lost: " + edit + "; nothing of the kind is there");
    } else if (by.get().writer().equals(edit.writer()) && by.get().number() < edit.number()) {
      violations.add("Lost: " + edit + "; it says the older " + by.get().token());
    }
  }

  private boolean isAccepted(Edit edit) {
    return ledger.outcome(edit) == Outcome.ACCEPTED;
  }

  private static boolean isAlone(Edit edit) {
    return edit.cell().sharing() == Sharing.ALONE;
  }

  /** Each edit is in a commit, or the activity tells what it lost to; none is in two. */
  private void edits() {
    Map<String, Integer> commits = new HashMap<>();
    history
        .commits()
        .forEach(it -> it.added().forEach(token -> commits.merge(token, 1, Integer::sum)));
    Set<String> disputed =
        trails.stream()
            .flatMap(trail -> trail.entries().stream())
            .flatMap(entry -> entry.disputed().stream())
            .collect(Collectors.toSet());
    for (Edit edit : ledger.edits()) {
      int times = commits.getOrDefault(edit.token(), 0);
      if (isAccepted(edit) && times == 0 && !disputed.contains(edit.token())) {
        violations.add("Lost: " + edit + "; neither in a commit nor in a conflict");
      }
      if (ledger.outcome(edit) == Outcome.DROPPED && times > 0) {
        violations.add("Made up: " + edit + " was given up");
      }
      if (isAlone(edit) && times > 1) {
        violations.add("Twice: " + edit + " in " + times + " commits");
      }
    }
  }

  /** One change, one commit. */
  private void commits() {
    Set<String> seen = new HashSet<>();
    for (Commit commit : history.commits()) {
      commit.changes().stream()
          .filter(id -> !seen.add(id))
          .forEach(id -> violations.add("Twice: change " + id + ", last in " + commit.id()));
      if (commit.changes().size() > 1) {
        violations.add("Together: commit " + commit.id() + " has changes " + commit.changes());
      }
    }
  }

  /** The activity tells everything, once. */
  private void told(Trail trail) {
    Set<String> seen = new HashSet<>();
    trail.entries().stream()
        .filter(entry -> !seen.add(entry.what()))
        .forEach(it -> violations.add("Told twice by " + trail.workspace() + ":" + it.what()));
    Map<String, Long> times =
        outbound(trail)
            .flatMap(entry -> entry.brought().stream())
            .collect(Collectors.groupingBy(it -> it, Collectors.counting()));
    for (Edit edit : ledger.edits()) {
      long told = times.getOrDefault(edit.token(), 0L);
      if (edit.writer().side().equals(trail.workspace())
          && isAlone(edit)
          && (told > 1 || (told == 0 && isAccepted(edit)))) {
        violations.add("Told " + told + " times by " + trail.workspace() + ": " + edit);
      }
    }
  }

  private static Stream<Entry> outbound(Trail trail) {
    return trail.entries().stream().filter(it -> it.direction() == Direction.OUTBOUND);
  }

  /** What a workspace's commit replaced, its writer had seen, or a conflict tells of it. */
  private void overwritten(Trail trail) {
    Map<String, Entry> byCommit =
        trail.entries().stream()
            .filter(Entry::isCommitted)
            .collect(Collectors.toMap(Entry::commit, it -> it, (one, other) -> one));
    for (Commit commit : history.commits()) {
      if (commit.workspace().equals(trail.workspace()) && !commit.changes().isEmpty()) {
        overwritten(commit, Optional.ofNullable(byCommit.get(commit.id())));
      }
    }
  }

  private void overwritten(Commit commit, Optional<Entry> entry) {
    if (entry.isEmpty()) {
      violations.add("Untold: the activity has no commit " + commit.id());
      return;
    }
    Set<Cell> set =
        commit.added().stream().flatMap(this::cell).collect(Collectors.toUnmodifiableSet());
    commit.removed().stream()
        .filter(token -> cell(token).anyMatch(set::contains))
        .filter(token -> !entry.get().knows(token))
        .forEach(
            token ->
                violations.add(
                    "Overwritten without a word: %s by commit %s"
                        .formatted(byToken.get(token), commit.id())));
  }

  private Stream<Cell> cell(String token) {
    return Optional.ofNullable(byToken.get(token))
        .filter(Verdict::isAlone)
        .map(Edit::cell)
        .stream();
  }
}
