package dev.gitsync.flows.link;

import dev.gitsync.core.plan.Policies;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a user sets.
 *
 * @param folder where the folders of models and syncs are; empty for the root
 * @param connection how the repository's server is reached
 * @param policies how conflicts and deletions are decided
 * @param hosting the service around the repository, and what is done with it
 */
public record LinkSettings(
    RepositoryUrl repository,
    String branch,
    String folder,
    Mode mode,
    Connection connection,
    Policies policies,
    HostSettings hosting) {

  private static final Pattern BRANCH = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_./+@#-]{0,199}");

  /** Settings with a server that is reached straight. */
  public LinkSettings(RepositoryUrl repository, String branch, String folder, Mode mode) {
    this(repository, branch, folder, mode, Connection.DIRECT);
  }

  /** Settings with the policies and host that all links begin with. */
  public LinkSettings(
      RepositoryUrl repository, String branch, String folder, Mode mode, Connection connection) {
    this(repository, branch, folder, mode, connection, Policies.DEFAULT, HostSettings.DEFAULT);
  }

  /** Whether the link runs. */
  public enum Mode {
    RUNNING,
    PAUSED
  }

  /** The branch's name if it can be one, by the rules of {@code git check-ref-format}. */
  public static Optional<String> parseBranch(String text) {
    return BRANCH.matcher(text).matches()
            && !text.contains("..")
            && !text.contains("//")
            && !text.contains("/.")
            && !text.contains("@{")
            && !text.endsWith("/")
            && !text.endsWith(".")
            && !text.endsWith(".lock")
        ? Optional.of(text)
        : Optional.empty();
  }

  /** The same on another branch. */
  public LinkSettings onBranch(String other) {
    return new LinkSettings(repository, other, folder, mode, connection, policies, hosting);
  }

  /** The same with another way to the server. */
  public LinkSettings with(Connection other) {
    return new LinkSettings(repository, branch, folder, mode, other, policies, hosting);
  }

  /** The same with other policies. */
  public LinkSettings with(Policies other) {
    return new LinkSettings(repository, branch, folder, mode, connection, other, hosting);
  }

  /** The same with another host. */
  public LinkSettings with(HostSettings other) {
    return new LinkSettings(repository, branch, folder, mode, connection, policies, other);
  }

  /** The service around the repository. */
  public HostKind host() {
    return hosting.kind().orElseGet(() -> HostKind.of(repository));
  }

  /** Whether the other settings are about the same files: nothing has to be read anew. */
  public boolean sameFiles(LinkSettings other) {
    return repository.equals(other.repository)
        && branch.equals(other.branch)
        && folder.equals(other.folder);
  }
}
