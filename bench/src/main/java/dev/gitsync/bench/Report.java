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

  /** Whether the command ends well. */
  public enum Verdict {
    GOOD,
    BAD
  }

  /** Figures that are neither good nor bad. */
  public Report(String text, JsonNode figures) {
    this(text, figures, Verdict.GOOD);
  }
}
