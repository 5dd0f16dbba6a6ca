package dev.gitsync.testkit.sim;

/** Which worlds a campaign draws. */
public enum Worlds {
  /** All links push, and nobody refuses that. */
  PUSHING,
  /** Branches are protected, or links propose: some changes arrive by pull request. */
  PROPOSING
}
