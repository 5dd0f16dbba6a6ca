package dev.gitsync.core.resource;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name that identifies a resource among those of its kind, and names its file. Letters, digits,
 * {@code _ . -}; begins with a letter, a digit or {@code _}; at most 128 characters.
 */
public record Slug(String value) implements Comparable<Slug> {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

  public Slug {
    if (!isValid(value)) {
      throw new IllegalArgumentException("Not a slug.");
    }
  }

  /** The slug that {@code text} is; empty where it is none. */
  public static Optional<Slug> parse(String text) {
    return isValid(text) ? Optional.of(new Slug(text)) : Optional.empty();
  }

  private static boolean isValid(String text) {
    return FORM.matcher(text).matches() && !text.contains("..") && !text.endsWith(".");
  }

  @Override
  public int compareTo(Slug other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
