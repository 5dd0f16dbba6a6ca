package dev.gitsync.flows.link;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * A repository's address: {@code https}, or {@code http} where the deployment allows the host.
 * Holds no user, password, query or fragment, so it can be shown anywhere.
 */
public record RepositoryUrl(String value) {

  private static final int LONGEST = 1_000;

  public RepositoryUrl {
    if (!isValid(value)) {
      throw new IllegalArgumentException("Not the address of a repository.");
    }
  }

  /** The address that {@code text} is; empty where it is none. */
  public static Optional<RepositoryUrl> parse(String text) {
    return isValid(text) ? Optional.of(new RepositoryUrl(text)) : Optional.empty();
  }

  private static boolean isValid(String text) {
    if (text.length() > LONGEST) {
      return false;
    }
    try {
      URI uri = new URI(text);
      return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null
          && uri.getPath() != null
          && uri.getPath().length() > 1;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** The address as a URI. */
  public URI uri() {
    return URI.create(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
