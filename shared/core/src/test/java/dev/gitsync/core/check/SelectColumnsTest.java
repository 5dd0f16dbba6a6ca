package dev.gitsync.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.check.SelectColumns.Column;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectColumnsTest {

  private static List<String> names(String sql) {
    return SelectColumns.of(sql).orElseThrow().columns().stream().map(Column::name).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT id, email FROM users | id,email",
        "select u.id, u.email as mail from users u | id,mail",
        "SELECT DISTINCT id FROM t; | id",
        "SELECT count(*) AS total, id FROM t GROUP BY id | total,id",
        "SELECT a -- a comment\\n, b /* another */ FROM t | a,b",
        "SELECT a, (SELECT max(x) FROM s) AS top_x FROM t WHERE a IN (SELECT 1) | a,top_x",
        "WITH x AS (SELECT 1 AS one UNION SELECT 2), y AS (SELECT 3) SELECT one FROM x | one",
        "SELECT CASE WHEN a = 'FROM' THEN 1 ELSE 2 END AS kind, b FROM t | kind,b",
        "SELECT \"Order Id\", `b` FROM t | Order Id,b",
        "SELECT CAST(a AS int) AS a FROM t | a",
        "SELECT id FROM t ORDER BY id LIMIT 10 | id",
        "SELECT 1 AS one | one",
      })
  void tellsTheColumnsOfPlainSelects(String sql, String columns) {
    assertThat(names(sql.replace("\\n", "\n"))).isEqualTo(List.of(columns.split(",")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM t",
        "SELECT t.*, a FROM t",
        "SELECT count(*) FROM t",
        "SELECT a + b FROM t",
        "SELECT a FROM t UNION SELECT b FROM s",
        "SELECT {{ columns }} FROM t",
        "SELECT a FROM {{ ref('orders') }}",
        "SELECT 'it\\'s' AS a, b FROM t",
        "SELECT a FROM t; SELECT b FROM t",
        "INSERT INTO t SELECT a FROM s RETURNING b",
        "SELECT AS STRUCT a, b FROM t",
        "SELECT a FROM t |> SELECT b",
        "SELECT a # comment\n, b FROM t",
        "SELECT $$x$$ AS a FROM t",
        "SELECT a INTO s FROM t",
        "WITH x AS (SELECT 1) INSERT INTO t SELECT 1",
        "SELECT (a",
        "SELECT a) FROM t",
        "SELECT a,, b FROM t",
        "SELECT",
        "EXPLAIN SELECT a FROM t",
        "",
      })
  void claimsNothingWhereItIsNotCertain(String sql) {
    assertThat(SelectColumns.of(sql)).isEmpty();
  }

  @Test
  void findsAColumnInWhicheverLettersASourceMayGiveItBack() {
    SelectColumns columns = SelectColumns.of("SELECT Email, x AS \"Mixed\" FROM t").orElseThrow();
    assertThat(columns.has("EMAIL")).isTrue();
    assertThat(columns.has("Mixed")).isTrue();
    assertThat(columns.has("mixed")).isFalse();
    assertThat(columns.has("mail")).isFalse();
  }
}
