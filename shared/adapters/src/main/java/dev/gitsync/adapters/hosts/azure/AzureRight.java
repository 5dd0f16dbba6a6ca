package dev.gitsync.adapters.hosts.azure;

/** What Azure DevOps asks for: a scope of the token, and a permission of whose it is. */
final class AzureRight {

  static final String READ = "Code (Read)";
  static final String WRITE = "Code (Read & write), Contribute to pull requests";
  static final String STATUS = "Code (Status), Contribute to pull requests";
  static final String HOOKS =
      "Code (Read), View subscriptions and Edit subscriptions, as project administrators have them";

  private AzureRight() {}
}
