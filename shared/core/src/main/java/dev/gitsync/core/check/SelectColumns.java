package dev.gitsync.core.check;

import dev.gitsync.core.check.SqlTokens.Kind;
import dev.gitsync.core.check.SqlTokens.Token;
import dev.gitsync.core.resource.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The columns that a SELECT gives, where its text alone says so in every dialect. It is not a
 * parser: what it does not know for certain ({@code *}, set operations, expressions without {@code
 * AS}, templates, functions that give several columns) makes the answer empty, so that nobody is
 * told of a column that is missing when it is not.
 *
 * @param columns in the order of the text
 */
record SelectColumns(List<Column> columns) {

  /** Words that change which columns there are, or that begin another query. */
  private static final Set<String> UNCLEAR =
      words(
          "SELECT UNION INTERSECT EXCEPT MINUS FOR INSERT UPDATE DELETE MERGE INTO COLUMNS UNTUPLE"
              + " UNNEST EXPLODE EXPLODE_OUTER POSEXPLODE POSEXPLODE_OUTER INLINE INLINE_OUTER"
              + " STACK JSON_TUPLE TRANSFORM FORMAT APPLY REPLACE_COLUMNS PROCEDURE MATCH_RECOGNIZE"
              + " INTERPOLATE UNPIVOT PIVOT MODEL");

  /** Words that are no column when they stand alone, and no alias after something. */
  private static final Set<String> NO_NAMES =
      words(
          "NULL TRUE FALSE UNKNOWN DEFAULT END CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP"
              + " CURRENT_DATETIME CURRENT_USER CURRENT_ROLE CURRENT_CATALOG CURRENT_SCHEMA"
              + " CURRENT_DATABASE SESSION_USER SYSTEM_USER USER LOCALTIME LOCALTIMESTAMP SYSDATE"
              + " SYSTIMESTAMP UTC_DATE UTC_TIME UTC_TIMESTAMP ISNULL NOTNULL NAN INFINITY INF"
              + " DISTINCT ALL DISTINCTROW TOP AS FROM WHERE VALUE STRUCT ARRAY ROW CASE NOT"
              + " EXISTS INTERVAL ROWNUM LEVEL DAY HOUR MINUTE MONTH SECOND YEAR WITH ON OVER"
              + " ASC DESC AND OR IN IS LIKE BETWEEN COLLATE");

  SelectColumns {
    columns = List.copyOf(columns);
  }

  /**
   * A column.
   *
   * @param name as written
   */
  record Column(String name, Case letters) {

    private boolean isCalled(String other) {
      return letters == Case.COUNTS ? name.equals(other) : name.equalsIgnoreCase(other);
    }
  }

  /** Whether a name's letters are taken as they are written. */
  enum Case {
    /** It is an alias in quotes. */
    COUNTS,
    /** The source may give it back in other letters. */
    VARIES
  }

  /** The columns of what a model selects; empty where they cannot be told. */
  static Optional<SelectColumns> of(Query query) {
    return query.type() == Query.Type.RAW_SQL ? of(query.text()) : Optional.empty();
  }

  /** The columns of a SELECT; empty where they cannot be told. */
  static Optional<SelectColumns> of(String sql) {
    return SqlTokens.of(sql).flatMap(SelectColumns::list).flatMap(SelectColumns::columns);
  }

  /** Whether there is a column that could be meant by this name. */
  boolean has(String name) {
    return columns.stream().anyMatch(it -> it.isCalled(name));
  }

  /** Whether all columns of another SELECT are here too. */
  boolean hasAll(SelectColumns others) {
    return others.columns.stream().allMatch(columns::contains);
  }

  /** The tokens between SELECT and FROM; empty where there could be several such lists. */
  private static Optional<List<Token>> list(List<Token> all) {
    List<Token> tokens =
        !all.isEmpty() && all.getLast().isSign(";") ? all.subList(0, all.size() - 1) : all;
    Optional<Integer> select = select(tokens);
    if (select.isEmpty()) {
      return Optional.empty();
    }
    int depth = 0;
    int from = -1;
    for (int i = select.get() + 1; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      depth += step(token);
      if (depth < 0 || token.isSign(";") || isOddInBrackets(tokens, i)) {
        return Optional.empty();
      }
      if (depth == 0 && token.kind() == Kind.WORD) {
        if (UNCLEAR.contains(upper(token))) {
          return Optional.empty();
        }
        from = from < 0 && token.isWord("FROM") ? i : from;
      }
    }
    boolean isDistinctFrom = from > 0 && tokens.get(from - 1).isWord("DISTINCT");
    return depth == 0 && !isDistinctFrom
        ? Optional.of(tokens.subList(select.get() + 1, from < 0 ? tokens.size() : from))
        : Optional.empty();
  }

  /** Where the query's own SELECT stands: at the beginning, or after what WITH names. */
  private static Optional<Integer> select(List<Token> tokens) {
    if (tokens.isEmpty() || !tokens.getFirst().isWord("WITH")) {
      return !tokens.isEmpty() && tokens.getFirst().isWord("SELECT")
          ? Optional.of(0)
          : Optional.empty();
    }
    int depth = 0;
    for (int i = 1; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (depth == 0 && token.isWord("SELECT")) {
        return tokens.get(i - 1).isSign(")") ? Optional.of(i) : Optional.empty();
      }
      depth += step(token);
      boolean isPlain = token.isName() || token.isSign(",") || step(token) != 0;
      boolean isUnclear = token.kind() == Kind.WORD && UNCLEAR.contains(upper(token));
      if (depth < 0 || isOddInBrackets(tokens, i) || (depth == 0 && (!isPlain || isUnclear))) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static int step(Token token) {
    if (token.isSign("(") || token.isSign("[")) {
      return 1;
    }
    return token.isSign(")") || token.isSign("]") ? -1 : 0;
  }

  /**
   * In brackets may be an index, or, for SQL Server, a name with any characters: a quote in it
   * would be one of the name, and so would be a comment.
   */
  private static boolean isOddInBrackets(List<Token> tokens, int i) {
    if (!tokens.get(i).isSign("[")) {
      return false;
    }
    for (int end = i + 1; end < tokens.size(); end++) {
      Token token = tokens.get(end);
      if (token.isSign("]")) {
        return false;
      }
      boolean isPlain =
          token.kind() == Kind.WORD || token.kind() == Kind.NUMBER || token.isSign("-");
      if (!isPlain) {
        return true;
      }
    }
    return true;
  }

  private static Optional<SelectColumns> columns(List<Token> list) {
    List<Token> items =
        !list.isEmpty() && (list.getFirst().isWord("DISTINCT") || list.getFirst().isWord("ALL"))
            ? list.subList(1, list.size())
            : list;
    var columns = new ArrayList<Column>();
    int start = 0;
    int depth = 0;
    for (int i = 0; i <= items.size(); i++) {
      boolean isEnd = i == items.size() || (depth == 0 && items.get(i).isSign(","));
      depth += i == items.size() ? 0 : step(items.get(i));
      if (isEnd) {
        Optional<Column> column = column(items.subList(start, i));
        if (column.isEmpty()) {
          return Optional.empty();
        }
        columns.add(column.get());
        start = i + 1;
      }
    }
    return Optional.of(new SelectColumns(columns));
  }

  private static Optional<Column> column(List<Token> item) {
    if (item.isEmpty() || isMany(item)) {
      return Optional.empty();
    }
    Token last = item.getLast();
    if (item.size() > 2 && item.get(item.size() - 2).isWord("AS")) {
      return alias(item.subList(0, item.size() - 2), last);
    }
    if (isPath(item)) {
      return named(last).map(name -> new Column(name, Case.VARIES));
    }
    List<Token> before = item.subList(0, item.size() - 1);
    return before.size() > 1 && isPath(before) ? alias(before, last) : Optional.empty();
  }

  /** Whether the item may be several columns. */
  private static boolean isMany(List<Token> item) {
    if (item.getFirst().isSign("*") || item.getFirst().isWord("AS")) {
      return true;
    }
    for (int i = 0; i < item.size(); i++) {
      boolean isAll = item.get(i).isSign("*") && i > 0 && item.get(i - 1).isSign(".");
      if (isAll || (i == 0 && item.get(i).isWord("DISTINCT"))) {
        return true;
      }
    }
    return false;
  }

  private static Optional<Column> alias(List<Token> expression, Token alias) {
    if (hasAsOutside(expression)) {
      return Optional.empty();
    }
    return named(alias)
        .map(name -> new Column(name, alias.kind() == Kind.QUOTED ? Case.COUNTS : Case.VARIES));
  }

  private static boolean hasAsOutside(List<Token> expression) {
    int depth = 0;
    for (Token token : expression) {
      depth += step(token);
      if (depth == 0 && token.isWord("AS")) {
        return true;
      }
    }
    return false;
  }

  /** {@code name}, or names with a dot between each two. */
  private static boolean isPath(List<Token> item) {
    for (int i = 0; i < item.size(); i++) {
      boolean fits = i % 2 == 0 ? item.get(i).isName() : item.get(i).isSign(".");
      if (!fits) {
        return false;
      }
    }
    return item.size() % 2 == 1;
  }

  /** A column's name; empty for words with a meaning, and for paths in one pair of quotes. */
  private static Optional<String> named(Token token) {
    boolean isFine =
        switch (token.kind()) {
          case WORD -> !NO_NAMES.contains(upper(token));
          case QUOTED -> token.text().chars().noneMatch(c -> ".[]{}\"`'".indexOf(c) >= 0);
          case STRING, NUMBER, SIGN -> false;
        };
    return isFine ? Optional.of(token.text()) : Optional.empty();
  }

  private static String upper(Token token) {
    return token.text().toUpperCase(Locale.ROOT);
  }

  private static Set<String> words(String words) {
    return Set.of(words.split(" ")).stream().collect(Collectors.toUnmodifiableSet());
  }
}
