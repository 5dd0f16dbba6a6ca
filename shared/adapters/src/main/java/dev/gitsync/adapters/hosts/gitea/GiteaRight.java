package dev.gitsync.adapters.hosts.gitea;

/** Scopes of tokens as Gitea names them, and the role that a webhook wants. */
final class GiteaRight {

  static final String READ = "read:repository";
  static final String WRITE = "write:repository";
  static final String READ_ISSUES = "read:issue";
  static final String ISSUES = "write:issue";
  static final String USER = "read:user";
  static final String HOOKS = "write:repository, as an administrator of the repository";

  private GiteaRight() {}
}
