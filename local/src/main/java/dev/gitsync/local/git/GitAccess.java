package dev.gitsync.local.git;

/** The one user of the Git server, and the token that the user must show. */
public record GitAccess(String username, String password) {
  @Override
  public String toString() {
    return "GitAccess[" + username + "]";
  }
}
