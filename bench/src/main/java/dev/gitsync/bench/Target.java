package dev.gitsync.bench;

import java.util.Locale;

/**
 * Something that ought to hold.
 *
 * @param what what the figure is of, for people
 * @param most the largest figure with which it holds
 */
public record Target(String what, double figure, double most) {

  /** Whether it holds. */
  public boolean isMet() {
    return figure <= most;
  }

  /** For people, as one item of a list. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "- %s: %s: %s, at most %s",
        isMet() ? "met" : "MISSED",
        what,
        number(figure),
        number(most));
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.3f", value);
  }
}
