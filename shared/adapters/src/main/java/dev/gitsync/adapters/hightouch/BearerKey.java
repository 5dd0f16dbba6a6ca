package dev.gitsync.adapters.hightouch;

import java.util.regex.Pattern;

/** What a workspace's API knows a caller by. */
public record BearerKey(String secret) {

  /** The environment's variable that has it; messages name it. */
  public static final String VARIABLE = "GITSYNC_API_KEY";

  private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]+");

  /** Takes no key that a header cannot hold: the JDK would quote it in what it throws. */
  public BearerKey {
    if (!FORM.matcher(secret).matches()) {
      throw new IllegalArgumentException("Not a key.");
    }
  }

  /** Shows no secret. */
  @Override
  public String toString() {
    return "BearerKey[]";
  }
}
