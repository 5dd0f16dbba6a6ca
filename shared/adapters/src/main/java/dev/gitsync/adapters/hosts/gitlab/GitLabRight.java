package dev.gitsync.adapters.hosts.gitlab;

/** What GitLab asks for: a scope of the token, and a role in the project. */
final class GitLabRight {

  static final String READ = "read_api scope, Reporter role";
  static final String COMMENT = "api scope, Reporter role";
  static final String WRITE = "api scope, Developer role";
  static final String HOOKS = "api scope, Maintainer role";

  private GitLabRight() {}
}
