package dev.gitsync.core.repo;

import java.util.Locale;
import java.util.Optional;

/**
 * A file's path in the repository: relative, {@code /} between the parts, no part that is empty,
 * {@code .}, {@code ..} or {@code .git}, no control character or backslash; at most 1,024
 * characters.
 */
public record RepoPath(String value) implements Comparable<RepoPath> {

  public RepoPath {
    if (!isValid(value)) {
      throw new IllegalArgumentException("Not a path in a repository.");
    }
  }

  /** The path that {@code text} is, a leading {@code ./} and a trailing {@code /} forgiven. */
  public static Optional<RepoPath> parse(String text) {
    String path = text.startsWith("./") ? text.substring(2) : text;
    path = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return isValid(path) ? Optional.of(new RepoPath(path)) : Optional.empty();
  }

  private static boolean isValid(String path) {
    if (path.isEmpty() || path.length() > 1024) {
      return false;
    }
    if (path.chars().anyMatch(c -> c < 0x20 || c == 0x7f || c == '\\')) {
      return false;
    }
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        return false;
      }
      if (part.toLowerCase(Locale.ROOT).equals(".git")) {
        return false;
      }
    }
    return true;
  }

  /** The path of {@code name} in the folder that this path is. */
  public RepoPath resolve(String name) {
    return new RepoPath(value + "/" + name);
  }

  /** The last part. */
  public String name() {
    return value.substring(value.lastIndexOf('/') + 1);
  }

  @Override
  public int compareTo(RepoPath other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
