package dev.gitsync.core.resource;

import java.util.Optional;

/**
 * What a model selects.
 *
 * @param text SQL, a table's name or a dbt model's unique id, as the type says
 */
public record Query(Type type, String text) {

  /** The ways to say what a model selects, with the words that the file and the API use. */
  public enum Type {
    RAW_SQL("raw_sql", "rawSql"),
    TABLE("table", "tableName"),
    DBT_MODEL("dbt_model", "dbtModel");

    private final String word;
    private final String field;

    Type(String word, String field) {
      this.word = word;
      this.field = field;
    }

    /** The value of {@code type} in a file. */
    public String word() {
      return word;
    }

    /** The field of a file that holds the text. */
    public String field() {
      return field;
    }

    /** The type whose word this is. */
    public static Optional<Type> parse(String word) {
      for (Type type : values()) {
        if (type.word.equals(word)) {
          return Optional.of(type);
        }
      }
      return Optional.empty();
    }
  }
}
