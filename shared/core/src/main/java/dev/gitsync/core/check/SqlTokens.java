package dev.gitsync.core.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts SQL into tokens, so far as all dialects agree on them. Where they do not, or where a
 * template may put anything in, there is no answer: a backslash in a string ends it in one dialect
 * and not in another, {@code #} begins a comment or names a table, comments nest or do not.
 */
final class SqlTokens {

  private static final List<String> MARKS_OF_TEMPLATES = List.of("{{", "{%", "{#", "<%");

  private final String sql;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private boolean isClear = true;

  private SqlTokens(String sql) {
    this.sql = sql;
  }

  /** What a token is. */
  enum Kind {
    /** A keyword or a plain name. */
    WORD,
    /** A name in quotes. */
    QUOTED,
    STRING,
    NUMBER,
    /** Any other character. */
    SIGN
  }

  /**
   * A token.
   *
   * @param text without its quotes
   */
  record Token(Kind kind, String text) {

    boolean isWord(String word) {
      return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    boolean isSign(String sign) {
      return kind == Kind.SIGN && text.equals(sign);
    }

    boolean isName() {
      return kind == Kind.WORD || kind == Kind.QUOTED;
    }
  }

  /** The tokens, without comments; empty where dialects would not all find the same. */
  static Optional<List<Token>> of(String sql) {
    if (MARKS_OF_TEMPLATES.stream().anyMatch(sql::contains)) {
      return Optional.empty();
    }
    var tokens = new SqlTokens(sql);
    while (tokens.isClear && tokens.at < sql.length()) {
      tokens.read();
    }
    return tokens.isClear ? Optional.of(tokens.tokens) : Optional.empty();
  }

  private void read() {
    char c = sql.charAt(at);
    switch (c) {
      case ' ', '\t', '\n', '\r' -> at++;
      case '\'' -> quoted(c, Kind.STRING);
      case '"', '`' -> quoted(c, Kind.QUOTED);
      default -> {
        if (c == '-' && isNext('-')) {
          lineComment();
        } else if (c == '/' && isNext('*')) {
          blockComment();
        } else if (isWordStart(c)) {
          word();
        } else if (isDigit(c)) {
          number();
        } else {
          sign(c);
        }
      }
    }
  }

  private boolean isNext(char c) {
    return at + 1 < sql.length() && sql.charAt(at + 1) == c;
  }

  /** To the closing quote; a doubled one is one of the text. */
  private void quoted(char quote, Kind kind) {
    var text = new StringBuilder();
    int i = at + 1;
    while (i < sql.length()) {
      char c = sql.charAt(i);
      if (c != quote) {
        text.append(c);
        i++;
      } else if (i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
        text.append(c);
        i += 2;
      } else {
        break;
      }
    }
    boolean isTriple = sql.startsWith(String.valueOf(quote).repeat(3), at);
    boolean isNothing = kind == Kind.QUOTED && text.isEmpty();
    if (i >= sql.length() || isTriple || isNothing || text.indexOf("\\") >= 0) {
      isClear = false;
    }
    tokens.add(new Token(kind, text.toString()));
    at = i + 1;
  }

  /** MySQL takes {@code --} for a comment only before a space. */
  private void lineComment() {
    int next = at + 2;
    boolean isCommentToAll = next >= sql.length() || Character.isWhitespace(sql.charAt(next));
    int end = sql.indexOf('\n', at);
    // Some take a carriage return for the line's end.
    int stop = end < 0 ? sql.length() : end;
    String comment = sql.substring(at, stop);
    int bare = comment.indexOf('\r');
    isClear = isCommentToAll && (bare < 0 || bare == comment.length() - 1);
    at = stop;
  }

  private void blockComment() {
    int end = sql.indexOf("*/", at + 2);
    if (end < 0) {
      isClear = false;
      return;
    }
    String comment = sql.substring(at + 2, end);
    // Nested ones are told apart by some only; MySQL runs what is in "/*!".
    isClear = !comment.contains("/*") && !comment.startsWith("!") && !comment.startsWith("M!");
    at = end + 2;
  }

  private void word() {
    int start = at;
    while (at < sql.length() && (isWordStart(sql.charAt(at)) || isDigit(sql.charAt(at)))) {
      at++;
    }
    tokens.add(new Token(Kind.WORD, sql.substring(start, at)));
  }

  private void number() {
    int start = at;
    digits();
    if (at < sql.length() && sql.charAt(at) == '.') {
      at++;
      digits();
    }
    if (at < sql.length() && Character.toLowerCase(sql.charAt(at)) == 'e') {
      at++;
      if (at < sql.length() && (sql.charAt(at) == '+' || sql.charAt(at) == '-')) {
        at++;
      }
      digits();
    }
    if (at < sql.length() && isWordStart(sql.charAt(at))) {
      isClear = false;
    }
    tokens.add(new Token(Kind.NUMBER, sql.substring(start, at)));
  }

  private void digits() {
    while (at < sql.length() && isDigit(sql.charAt(at))) {
      at++;
    }
  }

  private void sign(char c) {
    boolean isPlain = "()[],.;*+-/%<>=!|&^~:?".indexOf(c) >= 0;
    // "//" is a comment in Snowflake, "|>" begins a step of BigQuery's pipes.
    boolean isOther = (c == '/' && isNext('/')) || (c == '|' && isNext('>'));
    isClear = isPlain && !isOther;
    tokens.add(new Token(Kind.SIGN, String.valueOf(c)));
    at++;
  }

  private static boolean isWordStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
