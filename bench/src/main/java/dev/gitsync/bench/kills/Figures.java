package dev.gitsync.bench.kills;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What came of it.
 *
 * @param moments how often the system was killed, by when
 * @param workspaceEdits edits through the API that were accepted
 * @param unanswered edits through the API that the system died over
 * @param gitEdits edits in files whose push was accepted
 * @param conflicts entries of the activity that tell of one
 * @param secondsToStart from a start until it could be used, on average
 * @param secondsToEqual from then, with nobody editing, until all were equal, on average
 * @param violations what must not be, a line each
 */
record Figures(
    long seed,
    int kills,
    Map<Moment, Integer> moments,
    int workspaceEdits,
    int unanswered,
    int gitEdits,
    int commits,
    long conflicts,
    double seconds,
    double secondsToStart,
    double secondsToEqual,
    List<String> violations) {

  private static final int MOST_SHOWN = 50;

  Figures {
    moments = Map.copyOf(moments);
    violations = List.copyOf(violations);
  }

  String text() {
    return String.format(
            Locale.ROOT,
            """
        kills                %d (%s)
        edits accepted       %,d in two workspaces, %,d in Git
        edits unanswered     %,d, which may or may not be there
        commits              %,d, with %,d conflicts told
        seconds              %.0f
        until it started     %.1f s on average
        until all was equal  %.1f s on average
        violations           %d
        seed                 %d
        """,
            kills,
            byMoment(),
            workspaceEdits,
            gitEdits,
            unanswered,
            commits,
            conflicts,
            seconds,
            secondsToStart,
            secondsToEqual,
            violations.size(),
            seed)
        + violations.stream()
            .limit(MOST_SHOWN)
            .map(it -> "- " + it + "\n")
            .collect(Collectors.joining());
  }

  private String byMoment() {
    return Arrays.stream(Moment.values())
        .map(it -> moments.getOrDefault(it, 0) + " " + it.words())
        .collect(Collectors.joining(", "));
  }

  boolean isGood() {
    return violations.isEmpty();
  }
}
