package dev.gitsync.core.repo;

import java.util.Optional;
import java.util.regex.Pattern;

/** A commit's id: 40 or 64 hexadecimal digits, small letters. */
public record CommitId(String value) {

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  public CommitId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("Not a commit id.");
    }
  }

  /** The id that {@code text} is; empty where it is none. */
  public static Optional<CommitId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new CommitId(text)) : Optional.empty();
  }

  /** The first ten digits, for people. */
  public String abbreviated() {
    return value.substring(0, 10);
  }

  @Override
  public String toString() {
    return value;
  }
}
