package dev.gitsync.cli;

import java.util.regex.Pattern;

/**
 * The stack of an environment: {@code GitSync} where none is named, else {@code GitSync-NAME}.
 *
 * @param environment small letters, digits and hyphens, or empty
 */
record StackName(String environment) {
  private static final String BASE = "GitSync";
  private static final Pattern FORM = Pattern.compile("([a-z]([a-z0-9-]{0,18}[a-z0-9])?)?");

  StackName {
    if (!FORM.matcher(environment).matches()) {
      throw new IllegalArgumentException(
          "Environment \"%s\" must be 1 to 20 small letters, digits and hyphens, a letter first."
              .formatted(environment));
    }
  }

  @Override
  public String toString() {
    return environment.isEmpty() ? BASE : BASE + "-" + environment;
  }
}
