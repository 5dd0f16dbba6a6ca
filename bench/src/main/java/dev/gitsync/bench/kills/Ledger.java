package dev.gitsync.bench.kills;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was edited, and what the system said to it. For many threads. */
final class Ledger {

  /** What became of an edit, as far as its writer knows. */
  enum Outcome {
    /** No answer came: it may or may not be there. */
    OPEN,
    /** The system said that it has it. */
    ACCEPTED,
    /** Its writer gave it up before the system had it. */
    DROPPED
  }

  /** Whether a resource that a writer made is there. */
  enum Life {
    /** No answer came to what made or deleted it. */
    EITHER,
    PRESENT,
    DELETED
  }

  private final List<Edit> edits = new ArrayList<>();
  private final Map<Edit, Outcome> outcomes = new HashMap<>();
  private final Map<String, Life> lives = new TreeMap<>();
  private final List<String> complaints = new ArrayList<>();

  /** An edit that is about to be made. */
  synchronized Edit begin(Cell cell, Writer writer) {
    var edit = new Edit(edits.size() + 1, cell, writer);
    edits.add(edit);
    return edit;
  }

  synchronized void note(Edit edit, Outcome outcome) {
    outcomes.put(edit, outcome);
  }

  synchronized Outcome outcome(Edit edit) {
    return outcomes.getOrDefault(edit, Outcome.OPEN);
  }

  /** Notes whether the resource of a file is there. */
  synchronized void note(String file, Life life) {
    lives.put(file, life);
  }

  /** Takes down that the system answered something that it should not. */
  synchronized void complain(String what) {
    complaints.add(what);
  }

  synchronized List<Edit> edits() {
    return List.copyOf(edits);
  }

  /** By file, in order. */
  synchronized Map<String, Life> lives() {
    return Collections.unmodifiableMap(new TreeMap<>(lives));
  }

  synchronized List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** How many edits of one side there are, by what became of them. */
  synchronized Map<Outcome, Integer> counts(boolean git) {
    var counts = new EnumMap<Outcome, Integer>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      counts.put(outcome, 0);
    }
    edits.stream()
        .filter(edit -> edit.writer().isGit() == git)
        .forEach(edit -> counts.merge(outcome(edit), 1, Integer::sum));
    return counts;
  }
}
