package dev.gitsync.core.check;

import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Text;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Puts texts of users into Markdown so that they are shown as they are, and do nothing else. */
final class Markdown {

  /** Longer values are cut: a report is no place to read them. */
  private static final int LONGEST_VALUE = 2_000;

  private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_{}\\[\\]()<>#+!|~&@:/-]");
  private static final Pattern LINES = Pattern.compile("\\R");

  private Markdown() {}

  /** Words in a sentence, a link or a cell of a table: one line. */
  static String words(String text) {
    String line = LINES.matcher(text).replaceAll(" ").replaceAll("\\p{Cntrl}", " ");
    return SPECIAL
        .matcher(line)
        .replaceAll(
            found ->
                switch (found.group()) {
                  case "<" -> "&lt;";
                  case ">" -> "&gt;";
                  case "&" -> "&amp;";
                  // Hosts tell people whose name follows, and make links of addresses.
                  case "@" -> "@&#8203;";
                  case ":" -> ":&#8203;";
                  case "/" -> "/";
                  case "-" -> "-";
                  default -> "\\\\" + (found.group().equals("\\") ? "\\\\" : found.group());
                });
  }

  /** Something that is shown letter by letter, within a line. */
  static String code(String text) {
    String line = LINES.matcher(text).replaceAll(" ").replace("|", "\u00a6");
    String fence = "`".repeat(longestRun(line) + 1);
    String space = line.startsWith("`") || line.endsWith("`") ? " " : "";
    return fence + space + line + space + fence;
  }

  /** Lines of a diff, which may hold fences themselves. */
  static String diff(List<String> lines) {
    String text = String.join("\n", lines);
    String fence = "`".repeat(Math.max(3, longestRun(text) + 1));
    return fence + "diff\n" + text + "\n" + fence;
  }

  private static int longestRun(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  /** The lines of a value, each after a sign; none where there is no value. */
  static List<String> lines(String sign, Optional<Node> value) {
    return value.map(it -> lines(sign, shown(it))).orElse(List.of());
  }

  private static List<String> lines(String sign, String text) {
    boolean isLong = text.length() > LONGEST_VALUE;
    String cut = isLong ? text.substring(0, LONGEST_VALUE) + " …" : text;
    return LINES.splitAsStream(cut).map(line -> sign + line).toList();
  }

  private static String shown(Node value) {
    return value instanceof Text(var text) ? text : Json.write(value);
  }
}
