package dev.gitsync.core.yaml;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Puts the parser's complaints into plain sentences. What it found is never quoted. */
final class SyntaxFaults {

  /** Which of the two places that the parser names helps people more. */
  private enum Place {
    PROBLEM,
    CONTEXT
  }

  /**
   * @param problem part of what the parser says is wrong
   * @param context part of what it was doing; may be empty
   */
  private record Phrase(
      String problem, String context, Place place, String message, String remedy) {
    boolean fits(String actualProblem, String actualContext) {
      return actualProblem.contains(problem) && actualContext.contains(context);
    }
  }

  private static final List<Phrase> PHRASES =
      List.of(
          new Phrase(
              "mapping values are not allowed",
              "",
              Place.PROBLEM,
              "A colon stands where no key can be.",
              "Quote the value if the colon belongs to it, or check the indentation."),
          new Phrase(
              "could not find expected ':'",
              "",
              Place.CONTEXT,
              "A key has no colon after it, or the text before it is not finished.",
              "Write \"key: value\", or indent the line as part of the value above."),
          new Phrase(
              "expected <block end>",
              "block mapping",
              Place.PROBLEM,
              "The indentation fits no level above, or something follows a finished value.",
              "Align the line with its neighbours, and quote a value as a whole."),
          new Phrase(
              "expected <block end>",
              "",
              Place.PROBLEM,
              "The indentation does not fit the list that this line is in.",
              "Align the line with its neighbours."),
          new Phrase(
              "found unexpected end of stream",
              "quoted scalar",
              Place.CONTEXT,
              "A quote is opened here and never closed.",
              "Close the quote; a quote inside single quotes is written twice."),
          new Phrase(
              "found unexpected end of stream",
              "double-quoted",
              Place.CONTEXT,
              "A quote is opened here and never closed.",
              "Close the quote."),
          new Phrase(
              "document separator",
              "",
              Place.CONTEXT,
              "A quote is opened here and not closed before the document ends.",
              "Close the quote."),
          new Phrase(
              "escape",
              "double-quoted",
              Place.PROBLEM,
              "A backslash in double quotes is not followed by an escape that YAML knows.",
              "Write the backslash twice, or use single quotes."),
          new Phrase(
              "expected ',' or ']'",
              "",
              Place.CONTEXT,
              "A list that is opened here with \"[\" is not closed, or lacks a comma.",
              "Add the \"]\" or the comma, or quote the value if the bracket belongs to it."),
          new Phrase(
              "expected ',' or '}'",
              "",
              Place.CONTEXT,
              "A mapping that is opened here with \"{\" is not closed, or lacks a comma.",
              "Add the \"}\" or the comma; quote values that begin with \"{{\"."),
          new Phrase(
              "entries are not allowed",
              "",
              Place.PROBLEM,
              "A list begins where none can be.",
              "Begin the list on the next line, or quote the value if the dash belongs to it."),
          new Phrase(
              "mapping keys are not allowed",
              "",
              Place.PROBLEM,
              "A key begins where none can be.",
              "Check the indentation."),
          new Phrase(
              "leading empty lines contain more spaces",
              "",
              Place.CONTEXT,
              "An empty line at the beginning of block text is indented deeper than the text.",
              "Remove the spaces from the empty line."),
          new Phrase(
              "chomping or indentation",
              "",
              Place.PROBLEM,
              "Something other than an indicator follows \"|\" or \">\".",
              "Begin the text on the next line."),
          new Phrase(
              "comment or a line break",
              "",
              Place.PROBLEM,
              "Something follows where the line should end.",
              "Begin it on the next line, or quote the value."),
          new Phrase(
              "cannot start any token",
              "",
              Place.PROBLEM,
              "A value begins with a character that YAML reserves.",
              "Quote the value."),
          new Phrase(
              "expected the node content",
              "",
              Place.PROBLEM,
              "A value is missing, or it begins with a character that means something else.",
              "Write the value, or quote it."),
          new Phrase(
              "",
              "scanning an alias",
              Place.CONTEXT,
              "A value begins with \"*\", which YAML takes for an alias.",
              "Quote the value."),
          new Phrase(
              "",
              "scanning an anchor",
              Place.CONTEXT,
              "A value begins with \"&\", which YAML takes for an anchor.",
              "Quote the value."),
          new Phrase(
              "",
              "scanning a tag",
              Place.CONTEXT,
              "A value begins with \"!\", which YAML takes for a tag.",
              "Quote the value."),
          new Phrase(
              "undefined tag handle",
              "",
              Place.PROBLEM,
              "A tag has a prefix that is not defined.",
              "Remove the tag, or quote the value if its \"!\" is meant as text."),
          new Phrase(
              "<document start>",
              "",
              Place.PROBLEM,
              "Something follows the end of the document.",
              "Check the indentation of this line."));

  private SyntaxFaults() {}

  static YamlFault of(MarkedYamlEngineException complaint, SourceText source) {
    String problem = textOf(complaint.getProblem());
    String context = textOf(complaint.getContext());
    int problemAt = offset(complaint.getProblemMark(), source).orElse(0);
    Optional<Integer> tab = tabIndent(source, problemAt);
    if (tab.isPresent()) {
      return tab(source.position(tab.get()));
    }
    if (problem.contains("TAB")) {
      return tab(source.position(problemAt));
    }
    for (Phrase phrase : PHRASES) {
      if (phrase.fits(problem, context)) {
        int contextAt = offset(complaint.getContextMark(), source).orElse(problemAt);
        int at = phrase.place() == Place.CONTEXT ? contextAt : problemAt;
        return syntax(source.position(at), phrase.message(), phrase.remedy());
      }
    }
    return general(source.position(problemAt), context);
  }

  /** A complaint that the parser says nothing useful about. */
  static YamlFault general(Position at, String context) {
    boolean plain = !context.isEmpty() && context.chars().allMatch(SyntaxFaults::isPlain);
    String message = "The text is not valid YAML" + (plain ? ", seen " + context : "") + ".";
    return syntax(at, message, "Check the indentation and the quotes of this line.");
  }

  private static YamlFault syntax(Position at, String message, String remedy) {
    return new YamlFault("YAML-001", at, message, remedy);
  }

  private static YamlFault tab(Position at) {
    return new YamlFault(
        "YAML-002",
        at,
        "A tab is used for indentation.",
        "Indent with spaces; YAML does not allow tabs there.");
  }

  /** Where a tab stands before the text of this line. */
  private static Optional<Integer> tabIndent(SourceText source, int offset) {
    int start = source.lineStart(offset);
    String line = source.between(start, source.lineEnd(offset));
    int tab = line.indexOf('\t');
    return tab >= 0 && line.substring(0, tab).isBlank()
        ? Optional.of(start + tab)
        : Optional.empty();
  }

  private static Optional<Integer> offset(Optional<Mark> mark, SourceText source) {
    return mark.map(known -> source.offsetOfCodePoint(known.getIndex()));
  }

  private static String textOf(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static boolean isPlain(int c) {
    return c == ' ' || c == '-' || (c >= 'a' && c <= 'z');
  }
}
