package dev.gitsync.bench;

import tools.jackson.databind.JsonNode;

/**
 * What a benchmark found.
 *
 * @param text for people, in Markdown that can be read as it is
 * @param figures for programs
 * @param verdict whether something was found that must not be
 */
public record Report(String text, JsonNode figures, Verdict verdict) {

  /** Whether what was looked at is as it must be. */
  public enum Verdict {
    HOLDS,
    FAILS
  }

  /** Figures that nothing depends on. */
  public Report(String text, JsonNode figures) {
    this(text, figures, Verdict.HOLDS);
  }
}
