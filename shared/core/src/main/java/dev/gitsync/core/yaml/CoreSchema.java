package dev.gitsync.core.yaml;

import dev.gitsync.core.tree.Node;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What an unquoted scalar means: the core schema of YAML 1.2, https://yaml.org/spec/1.2.2/#103. */
final class CoreSchema {

  /** What a scalar stands for. */
  sealed interface Meaning {
    /** A value of the tree. */
    record Value(Node node) implements Meaning {}

    /** Infinity or not a number, which JSON has no word for. */
    record NotFinite() implements Meaning {}

    /** A number with more digits than a tree holds. */
    record TooManyDigits() implements Meaning {}
  }

  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> TRUES = Set.of("true", "True", "TRUE");
  private static final Set<String> FALSES = Set.of("false", "False", "FALSE");
  private static final Pattern OCTAL = Pattern.compile("0o[0-7]++");
  private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]++");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(?:\\.[0-9]++|[0-9]++(?:\\.[0-9]*+)?)(?:[eE][-+]?[0-9]++)?");
  private static final Pattern NOT_FINITE =
      Pattern.compile("[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");

  /** No number within bounds is written longer than this, but for idle zeros. */
  private static final int LONGEST_NUMBER = 4 * Node.Num.MAX_DIGITS;

  private CoreSchema() {}

  static Meaning resolve(String text) {
    if (NULLS.contains(text)) {
      return new Meaning.Value(new Node.Null());
    }
    Optional<Boolean> bool = bool(text);
    if (bool.isPresent()) {
      return new Meaning.Value(new Node.Bool(bool.get()));
    }
    if (NOT_FINITE.matcher(text).matches()) {
      return new Meaning.NotFinite();
    }
    return isNumber(text) ? number(text) : new Meaning.Value(new Node.Text(text));
  }

  /** Whether {@code text} stands for itself. */
  static boolean isText(String text) {
    return !NULLS.contains(text)
        && bool(text).isEmpty()
        && !isNumber(text)
        && !NOT_FINITE.matcher(text).matches();
  }

  private static Optional<Boolean> bool(String text) {
    if (TRUES.contains(text)) {
      return Optional.of(true);
    }
    return FALSES.contains(text) ? Optional.of(false) : Optional.empty();
  }

  private static boolean isNumber(String text) {
    return DECIMAL.matcher(text).matches()
        || OCTAL.matcher(text).matches()
        || HEX.matcher(text).matches();
  }

  private static Meaning number(String text) {
    if (text.length() > LONGEST_NUMBER) {
      return new Meaning.TooManyDigits();
    }
    try {
      return new Meaning.Value(new Node.Num(parse(text)));
    } catch (IllegalArgumentException beyondBounds) {
      return new Meaning.TooManyDigits();
    }
  }

  private static BigDecimal parse(String text) {
    if (text.startsWith("0o")) {
      return new BigDecimal(new BigInteger(text.substring(2), 8));
    }
    if (text.startsWith("0x")) {
      return new BigDecimal(new BigInteger(text.substring(2), 16));
    }
    return new BigDecimal(text);
  }
}
