package dev.gitsync.bench.kills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.bench.kills.Cell.Sharing;
import dev.gitsync.bench.kills.History.Commit;
import dev.gitsync.bench.kills.Ledger.Life;
import dev.gitsync.bench.kills.Ledger.Outcome;
import dev.gitsync.bench.kills.Trail.Direction;
import dev.gitsync.bench.kills.Trail.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Each thing that must not be is seen, and nothing else. */
class VerdictTest {

  private static final String FILE = "models/a.yaml";
  private static final Cell CELL = Cell.of(FILE, "name");
  private static final Writer ACME = new Writer("acme-1", "acme");
  private static final Writer BOB = new Writer("bob", Writer.GIT);

  private final Ledger ledger = new Ledger();
  private final List<Commit> commits = new ArrayList<>();
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, String> files = new TreeMap<>(Map.of(FILE, "name: start"));

  private Edit edit(Cell cell, Writer writer, Outcome outcome) {
    Edit edit = ledger.begin(cell, writer);
    ledger.note(edit, outcome);
    return edit;
  }

  private Edit accepted(Writer writer) {
    return edit(CELL, writer, Outcome.ACCEPTED);
  }

  /** A commit of a workspace, with its entry in the activity. */
  private void committed(String id, String change, Set<String> removed, Set<String> seen, Edit by) {
    commits.add(new Commit(id, "acme", List.of(change), Set.of(by.token()), removed));
    entries.add(outbound("committed", id, seen, Set.of(by.token())));
  }

  private static Entry outbound(
      String outcome, String commit, Set<String> before, Set<String> after) {
    String what = outcome + commit + before;
    return new Entry(Direction.OUTBOUND, outcome, commit, before, after, Set.of(), what);
  }

  private void pushed(String id, Edit by) {
    commits.add(new Commit(id, "", List.of(), Set.of(by.token()), Set.of()));
  }

  private List<String> verdict() {
    List<Trail> trails = List.of(new Trail("acme", entries));
    return Verdict.of(ledger, new History(commits), trails, files);
  }

  @Test
  void findsNothingWrongWithEditsThatReplaceEachOther() {
    Edit first = accepted(ACME);
    Edit second = accepted(ACME);
    Edit third = accepted(BOB);
    committed("c1", "1", Set.of(), Set.of(), first);
    committed("c2", "2", Set.of(first.token()), Set.of(first.token()), second);
    pushed("c3", third);
    files.put(FILE, "name: " + third.token());
    assertThat(verdict()).isEmpty();
  }

  @Test
  void letsAnEditWithoutAnAnswerBeThereOrNot() {
    edit(CELL, ACME, Outcome.OPEN);
    Edit there = edit(Cell.of(FILE, "comment"), ACME, Outcome.OPEN);
    committed("c1", "1", Set.of(), Set.of(), there);
    files.put(FILE, "name: start # " + there.token());
    assertThat(verdict()).isEmpty();
  }

  @Test
  void seesAnEditThatIsLost() {
    accepted(BOB);
    assertThat(verdict())
        .containsExactly(
            "Lost: tok-000001 of bob in models/a.yaml name; nothing of the kind is there",
            "Lost: tok-000001 of bob in models/a.yaml name; neither in a commit nor in a conflict");
  }

  @Test
  void seesAnOlderValueThatCameBack() {
    Edit first = accepted(BOB);
    Edit second = accepted(BOB);
    pushed("c1", first);
    pushed("c2", second);
    files.put(FILE, "name: " + first.token());
    assertThat(verdict())
        .containsExactly(
            "Lost: tok-000002 of bob in models/a.yaml name; it says the older tok-000001");
  }

  @Test
  void seesAnEditAndAChangeThatAreThereTwice() {
    Edit edit = accepted(ACME);
    committed("c1", "1", Set.of(), Set.of(), edit);
    committed("c2", "1", Set.of(), Set.of(), edit);
    files.put(FILE, "name: " + edit.token());
    assertThat(verdict())
        .containsExactly(
            "Twice: tok-000001 of acme-1 in models/a.yaml name in 2 commits",
            "Twice: change 1, last in c2",
            "Told 2 times by acme: tok-000001 of acme-1 in models/a.yaml name");
  }

  @Test
  void seesWhatIsOverwrittenWithoutAWord() {
    Edit first = accepted(BOB);
    Edit second = accepted(ACME);
    pushed("c1", first);
    committed("c2", "1", Set.of(first.token()), Set.of(), second);
    files.put(FILE, "name: " + second.token());
    assertThat(verdict())
        .containsExactly(
            "Overwritten without a word: tok-000001 of bob in models/a.yaml name by commit c2");
  }

  @Test
  void isNotMisledByAChangeThatNeededNoCommit() {
    Edit first = accepted(ACME);
    Edit second = accepted(ACME);
    entries.add(outbound("nothing_to_do", "c2", Set.of(), Set.of()));
    committed("c1", "1", Set.of(), Set.of(), first);
    committed("c2", "2", Set.of(first.token()), Set.of(first.token()), second);
    files.put(FILE, "name: " + second.token());
    assertThat(verdict()).isEmpty();
  }

  @Test
  void seesResourcesThatAreLostOrCameBack() {
    ledger.note("models/lost.yaml", Life.PRESENT);
    ledger.note("models/either.yaml", Life.EITHER);
    ledger.note(FILE, Life.DELETED);
    assertThat(verdict())
        .containsExactly("Came back: models/a.yaml was deleted", "Lost: models/lost.yaml was made");
  }

  @Test
  void asksOfAnEditThatTookItsFieldWithItOnlyThatItCanBeFound() {
    var cell = new Cell(FILE, "line 1", Sharing.WITH_ITS_FIELD);
    Edit edit = edit(cell, BOB, Outcome.ACCEPTED);
    pushed("c1", edit);
    assertThat(verdict()).isEmpty();
  }
}
