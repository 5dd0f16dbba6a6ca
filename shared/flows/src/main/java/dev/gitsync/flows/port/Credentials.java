package dev.gitsync.flows.port;

/** A user and a token for a Git server. The token shows nowhere. */
public record Credentials(String username, String token) {

  @Override
  public String toString() {
    return "Credentials[username=" + username + ", token=...]";
  }
}
