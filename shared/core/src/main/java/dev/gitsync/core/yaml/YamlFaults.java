package dev.gitsync.core.yaml;

/** Every fault that a text can have, but for those of syntax, which {@link SyntaxFaults} words. */
final class YamlFaults {

  /** Longer keys are not named in messages. */
  private static final int LONGEST_NAMED_KEY = 60;

  private YamlFaults() {}

  static YamlFault notUtf8(Position at) {
    return new YamlFault(
        "YAML-003", at, "The file is not valid UTF-8.", "Save it with the UTF-8 encoding.");
  }

  static YamlFault duplicateKey(Position at, String key, int times) {
    String name = isNameable(key) ? "key \"" + key + "\"" : "a key";
    String count = times == 2 ? "twice" : times + " times";
    return new YamlFault("YAML-004", at, name + " appears " + count + ".", "Keep one of them.");
  }

  static YamlFault unprintable(Position at, int codePoint) {
    return new YamlFault(
        "YAML-005",
        at,
        String.format("The control character U+%04X is not allowed in YAML.", codePoint),
        "Remove it, or write it as an escape in double quotes.");
  }

  static YamlFault tooLong(int mostBytes) {
    return new YamlFault(
        "YAML-006",
        Position.START,
        "The file is longer than " + mostBytes + " bytes.",
        "Make it shorter.");
  }

  static YamlFault secondDocument(Position at) {
    return new YamlFault(
        "YAML-007",
        at,
        "A second document begins here.",
        "Keep one document per file: remove the line \"---\" and what follows it.");
  }

  static YamlFault tooDeep(Position at, int deepest) {
    return new YamlFault(
        "YAML-008",
        at,
        "Values are nested deeper than " + deepest + " levels.",
        "Nest them less deeply.");
  }

  static YamlFault tooManyValues(Position at, int most) {
    return new YamlFault(
        "YAML-009",
        at,
        "The file has more than " + most + " values, aliases written out.",
        "Use fewer values or aliases.");
  }

  static YamlFault aliasInItself(Position at) {
    return new YamlFault(
        "YAML-010",
        at,
        "An alias stands inside the value that it refers to.",
        "Write the value out instead.");
  }

  static YamlFault unknownAlias(Position at) {
    return new YamlFault(
        "YAML-011",
        at,
        "An alias refers to an anchor that is not defined before it.",
        "Define the anchor with \"&\" first, or quote the value if its \"*\" is meant as text.");
  }

  static YamlFault keyIsCollection(Position at) {
    return new YamlFault(
        "YAML-012",
        at,
        "A list or mapping is used as a key.",
        "Use text as the key; quote a value that begins with a bracket or brace.");
  }

  static YamlFault unknownTag(Position at) {
    return new YamlFault(
        "YAML-013",
        at,
        "A value has a tag other than those of the YAML core schema.",
        "Remove the tag, or quote the value if its \"!\" is meant as text.");
  }

  static YamlFault tagDoesNotFit(Position at) {
    return new YamlFault(
        "YAML-014", at, "A value is not what its tag says.", "Remove the tag or change the value.");
  }

  static YamlFault notFinite(Position at) {
    return new YamlFault(
        "YAML-015", at, "Infinity and NaN are not allowed as numbers.", "Quote the value.");
  }

  static YamlFault tooManyDigits(Position at) {
    return new YamlFault(
        "YAML-016", at, "A number has too many digits.", "Quote the value if it is meant as text.");
  }

  private static boolean isNameable(String key) {
    return !key.isEmpty()
        && key.length() <= LONGEST_NAMED_KEY
        && key.codePoints().allMatch(TextStyle::isPrintable);
  }
}
