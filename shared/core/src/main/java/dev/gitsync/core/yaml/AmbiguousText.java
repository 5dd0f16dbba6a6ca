package dev.gitsync.core.yaml;

import java.util.Set;
import java.util.regex.Pattern;

/** Strings that some reader of YAML would take for something else if they were not quoted. */
final class AmbiguousText {

  private static final Set<String> YAML_11_BOOLEANS =
      Set.of(
          "y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "n", "N", "no", "No", "NO", "off", "Off",
          "OFF");

  private static final Pattern YAML_11_BASE_60 =
      Pattern.compile("[-+]?[0-9_]++(?::[0-9_]++)++(?:\\.[0-9_]*+)?");

  private static final Set<String> WORDS =
      Set.of("~", "null", "Null", "NULL", "true", "True", "TRUE", "false", "False", "FALSE", "<<");

  private static final Pattern RADIX_INTEGER =
      Pattern.compile("[-+]?0(?:b[01_]*[01]|o[0-7_]*[0-7]|x[0-9a-fA-F_]*[0-9a-fA-F])");

  private static final Pattern NUMBER =
      Pattern.compile(
          "(?:[-+]?[0-9][0-9_]*+(?:\\.[0-9_]*+)?(?:[eE][-+]?[0-9]++)?"
              + "|\\.[0-9_]++(?:[eE][-+]?[0-9]++)?"
              + "|[-+]?\\.(?:inf|Inf|INF)"
              + "|\\.(?:nan|NaN|NAN))(?<!_)");

  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \\t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}"
              + "(?:\\.[0-9]*)?(?:[ \\t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?");

  private AmbiguousText() {}

  /** Whether YAML 1.1 reads {@code text} as a boolean or a base 60 number. */
  static boolean inYaml11(String text) {
    return YAML_11_BOOLEANS.contains(text) || YAML_11_BASE_60.matcher(text).matches();
  }

  /** Whether js-yaml's default schema, or the 1.2 core schema, reads it as anything but text. */
  static boolean inYaml12(String text) {
    return WORDS.contains(text)
        || RADIX_INTEGER.matcher(text).matches()
        || NUMBER.matcher(text).matches()
        || DATE.matcher(text).matches()
        || TIMESTAMP.matcher(text).matches()
        || !CoreSchema.isText(text);
  }
}
