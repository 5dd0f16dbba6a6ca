package dev.gitsync.core.yaml;

import java.math.BigDecimal;

/**
 * Numbers as JavaScript writes them, since {@code js-yaml} does: plain up to 21 digits, with an
 * exponent beyond. All digits are kept, also those that a double would lose.
 */
final class NumberText {

  /** Numbers from 10^21 on, and those below 10^-6, get an exponent (ECMA-262, Number::toString). */
  private static final int LARGEST_PLAIN_POINT = 21;

  private static final int SMALLEST_PLAIN_POINT = -5;

  private NumberText() {}

  static String of(BigDecimal value) {
    if (value.signum() == 0) {
      return "0";
    }
    BigDecimal stripped = value.stripTrailingZeros();
    String digits = stripped.unscaledValue().abs().toString();
    String sign = stripped.signum() < 0 ? "-" : "";
    return sign + unsigned(digits, digits.length() - stripped.scale());
  }

  /** {@code point} is where the decimal point stands, counted from the first digit. */
  private static String unsigned(String digits, int point) {
    if (point > LARGEST_PLAIN_POINT || point < SMALLEST_PLAIN_POINT) {
      return scientific(digits, point - 1);
    }
    if (point >= digits.length()) {
      return digits + "0".repeat(point - digits.length());
    }
    if (point > 0) {
      return digits.substring(0, point) + "." + digits.substring(point);
    }
    return "0." + "0".repeat(-point) + digits;
  }

  private static String scientific(String digits, int exponent) {
    String exponentText = "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
    if (digits.length() > 1) {
      return digits.charAt(0) + "." + digits.substring(1) + exponentText;
    }
    // js-yaml gives small numbers a point because YAML 1.1 asks for one; it takes the large ones
    // for integers and leaves them alone.
    return digits + (exponent < 0 ? "." : "") + exponentText;
  }
}
