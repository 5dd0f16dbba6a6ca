package dev.gitsync.adapters.hosts.github;

/** As whom we are known to GitHub. */
sealed interface GitHubUs {

  /** As an App. */
  record App(long id) implements GitHubUs {}

  /** As the user whose token it is. */
  record User() implements GitHubUs {}
}
