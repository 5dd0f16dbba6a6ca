package dev.gitsync.core.yaml;

/** The ways to write a string, and which of them js-yaml takes. */
enum TextStyle {
  PLAIN,
  SINGLE_QUOTED,
  DOUBLE_QUOTED,
  LITERAL,
  FOLDED;

  /** Where a string stands. A key has to fit on one line. */
  enum Place {
    KEY,
    VALUE,
    /** A key or value between brackets or braces. */
    FLOW
  }

  private static final String INDICATORS = "-?:,[]{}#&*!|=>'\"%@`";

  /** The style for {@code text} where lines may be {@code width} wide. */
  static TextStyle of(String text, int width, Place place) {
    if (text.isEmpty() || AmbiguousText.inYaml11(text)) {
      return SINGLE_QUOTED;
    }
    boolean block = place == Place.VALUE;
    if (!text.codePoints().allMatch(c -> isPrintable(c) || (block && c == '\n'))) {
      return DOUBLE_QUOTED;
    }
    if (text.indexOf('\n') >= 0) {
      // js-yaml would fold here if a line is too long; people read SQL line by line.
      return LITERAL;
    }
    if (block && text.length() > width && text.charAt(0) != ' ') {
      return FOLDED;
    }
    boolean plain =
        isPlain(text)
            && !(place == Place.FLOW && hasFlowIndicator(text))
            && !(place == Place.KEY && isDocumentEnd(text));
    return plain && !AmbiguousText.inYaml12(text) ? PLAIN : SINGLE_QUOTED;
  }

  /**
   * Whether a text of several lines can be a literal block though it has tabs, as people indent
   * SQL. js-yaml would put it in quotes, on one line.
   */
  static boolean suitsLiteral(String text) {
    return text.indexOf('\n') >= 0
        && !text.stripLeading().isEmpty()
        && text.codePoints().allMatch(c -> isPrintable(c) || c == '\n' || c == '\t')
        && text.lines().filter(line -> !line.isEmpty()).findFirst().orElse("\t").charAt(0) != '\t';
  }

  /** Whether js-yaml writes the character as it is; stricter than YAML, which allows tabs. */
  static boolean isPrintable(int c) {
    return (c >= 0x20 && c <= 0x7E)
        || (c >= 0xA1 && c <= 0xD7FF && c != 0x2028 && c != 0x2029)
        || (c >= 0xE000 && c <= 0xFFFD && c != 0xFEFF)
        || (c >= 0x10000 && c <= 0x10FFFF);
  }

  private static boolean isPlain(String text) {
    char first = text.charAt(0);
    char last = text.charAt(text.length() - 1);
    if (first == ' ' || INDICATORS.indexOf(first) >= 0 || last == ' ' || last == ':') {
      return false;
    }
    return !text.contains(": ") && !text.contains(" #");
  }

  /** js-yaml writes such keys bare, and cannot read them at the beginning of a line. */
  private static boolean isDocumentEnd(String text) {
    return text.equals("...") || text.startsWith("... ");
  }

  private static boolean hasFlowIndicator(String text) {
    return text.chars().anyMatch(c -> ",[]{}".indexOf(c) >= 0);
  }
}
