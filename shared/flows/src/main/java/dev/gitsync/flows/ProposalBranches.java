package dev.gitsync.flows;

import dev.gitsync.core.change.Change;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.link.Proposal;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The names that a proposal's branch may have: {@code gitsync/acme/0123abcd} by its first change,
 * then the same with a number behind it.
 *
 * @param from the first number; below two there is none behind the name
 */
record ProposalBranches(String stem, int from) {

  /** What the names of all branches of ours begin with. */
  static final String PREFIX = "gitsync/";

  private static final String MANIFEST = "manifest";

  private static final int LENGTH = 8;
  private static final int MOST = 100;

  /**
   * The names for some changes.
   *
   * @param before the proposal whose place this one takes: it keeps its branch, also where the host
   *     has deleted that
   */
  static ProposalBranches after(
      WorkspaceId workspace, List<Change> changes, Optional<Proposal> before) {
    String what =
        changes.isEmpty() ? MANIFEST : changes.getFirst().id().value().substring(0, LENGTH);
    String stem = PREFIX + workspace + "/" + what;
    return new ProposalBranches(stem, before.map(it -> number(stem, it.branch()) + 1).orElse(1));
  }

  /** A name that a branch of ours might have. */
  static String anyOf(WorkspaceId workspace) {
    return PREFIX + workspace + "/" + MANIFEST;
  }

  /** Which number a branch has of those of a stem; none of them has zero. */
  private static int number(String stem, String branch) {
    if (!branch.startsWith(stem)) {
      return 0;
    }
    String rest = branch.substring(stem.length());
    return rest.matches("-[0-9]{1,6}") ? Integer.parseInt(rest.substring(1)) : 1;
  }

  /** The first name that is free. */
  String firstFree(Predicate<String> isFree) {
    for (int number = from; number < from + MOST; number++) {
      String name = number == 1 ? stem : stem + "-" + number;
      if (isFree.test(name)) {
        return name;
      }
    }
    throw new TryLater("PR-005", "No name is free for a branch like \"%s\".".formatted(stem), null);
  }
}
