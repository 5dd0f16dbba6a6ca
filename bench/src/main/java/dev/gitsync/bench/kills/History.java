package dev.gitsync.bench.kills;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a branch says about its past, as the git program tells it.
 *
 * @param commits the oldest first
 */
record History(List<Commit> commits) {

  private static final Pattern TOKENS = Pattern.compile(Edit.TOKEN);
  private static final String START = "\u0001";
  private static final String DIFF = "\u0002";
  private static final String FORMAT =
      "--format=%x01%H%n%(trailers:key=Git-Sync-Workspace,valueonly,separator=%x2C)"
          + "%n%(trailers:key=Git-Sync-Change,valueonly,separator=%x2C)%x02";

  History {
    commits = List.copyOf(commits);
  }

  /**
   * A commit.
   *
   * @param workspace whose it is, empty where it is somebody else's
   * @param changes the ids that its trailers have
   * @param added the tokens in lines that it added
   * @param removed the tokens in lines that it removed
   */
  record Commit(
      String id, String workspace, List<String> changes, Set<String> added, Set<String> removed) {
    Commit {
      changes = List.copyOf(changes);
      added = Set.copyOf(added);
      removed = Set.copyOf(removed);
    }
  }

  /** Reads what came to the branch that is checked out since {@code base}. */
  static History read(Git git, String base) throws IOException, InterruptedException {
    String log = git.run("log", "--reverse", "-p", "-U0", "--no-renames", FORMAT, base + "..");
    var commits = new ArrayList<Commit>();
    for (String text : log.split(START, -1)) {
      if (!text.isBlank()) {
        commits.add(commit(text));
      }
    }
    return new History(commits);
  }

  private static Commit commit(String text) {
    String[] parts = text.split(DIFF, 2);
    String[] head = parts[0].split("\n", 3);
    var added = new HashSet<String>();
    var removed = new HashSet<String>();
    for (String line : parts[1].lines().toList()) {
      if (line.startsWith("+") && !line.startsWith("+++")) {
        tokens(line, added::add);
      } else if (line.startsWith("-") && !line.startsWith("---")) {
        tokens(line, removed::add);
      }
    }
    // A line that has two tokens is another one when one of them changes.
    Set<String> both = added.stream().filter(removed::contains).collect(Collectors.toSet());
    added.removeAll(both);
    removed.removeAll(both);
    List<String> changes =
        Stream.of(head[2].split(",", -1)).map(String::strip).filter(it -> !it.isEmpty()).toList();
    return new Commit(head[0], head[1].strip(), changes, added, removed);
  }

  /** Finds the tokens in a text. */
  static void tokens(String text, Consumer<String> found) {
    TOKENS.matcher(text).results().map(MatchResult::group).forEach(found);
  }
}
