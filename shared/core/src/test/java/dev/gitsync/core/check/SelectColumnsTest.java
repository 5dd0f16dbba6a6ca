package dev.gitsync.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.check.SelectColumns.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectColumnsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '\u0001',
      value = {
        "SELECT id FROM t # id",
        "select id, email from t; # id,email",
        "SELECT t.id, s.t.email FROM s.t # id,email",
        "SELECT DISTINCT id, email FROM t # id,email",
        "SELECT ALL id FROM t # id",
        "SELECT 1 AS one # one",
        "SELECT count(*) AS n, a * b AS p FROM t # n,p",
        "SELECT u.id user_id, u.\"Name\" \"N\" FROM u # user_id,N",
        "SELECT CAST(a AS int) AS b, a::text AS c FROM t # b,c",
        "SELECT \"Id\", `email`, x AS \"Full Name\" FROM t # Id,email,Full Name",
        "SELECT CASE WHEN a THEN 1 ELSE 2 END AS kind FROM t # kind",
        "SELECT (SELECT max(x) FROM u) AS m, id FROM t # m,id",
        "SELECT EXTRACT(year FROM d) AS y FROM t # y",
        "SELECT a, /* b, */ c FROM t -- , d # a,c",
        "SELECT 'x, y FROM' AS s, id FROM t # s,id",
        "SELECT 'it''s' AS s FROM t # s",
        "SELECT row_number() OVER (PARTITION BY a ORDER BY b) AS r FROM t # r",
        "SELECT arr[0] AS first, ARRAY_AGG(x)[1] AS y FROM t # first,y",
        "WITH o AS (SELECT * FROM t), p (a) AS (SELECT 1) SELECT id FROM o # id",
        "SELECT src:customer.name::string AS name FROM t # name",
        "SELECT id FROM t WHERE a IN (SELECT b FROM u UNION SELECT c FROM v) # id",
        "SELECT USER_ENTITY_ID, MAX(SENT_AT) AS FpnPushSentAt FROM e WHERE c = 'P' AND s >="
            + " DATEADD(MINUTE, -30, GETDATE()) AND U % 4 = 2 GROUP BY U # USER_ENTITY_ID,FpnPushSentAt",
      })
  void tellsTheColumnsThatTheTextSays(String sql, String columns) {
    assertThat(SelectColumns.of(sql).orElseThrow().columns().stream().map(Column::name))
        .containsExactly(columns.split(","));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ";",
        "TABLE t",
        "FROM t SELECT id",
        "SELECT",
        "SELECT FROM t",
        "SELECT * FROM t",
        "SELECT t.* FROM t",
        "SELECT id, t.* EXCEPT (x) FROM t",
        "SELECT * EXCLUDE (x) FROM t",
        "SELECT id, FROM t",
        "SELECT id,, x FROM t",
        "SELECT count(*) FROM t",
        "SELECT count(*) total FROM t",
        "SELECT a + b FROM t",
        "SELECT a b FROM t",
        "SELECT 1 FROM t",
        "SELECT 'x' FROM t",
        "SELECT 'x' y FROM t",
        "SELECT a AS 'b' FROM t",
        "SELECT a AS b AS c FROM t",
        "SELECT x = a FROM t",
        "SELECT NULL FROM t",
        "SELECT CURRENT_DATE FROM t",
        "SELECT INTERVAL '1' DAY FROM t",
        "SELECT t.a ISNULL FROM t",
        "SELECT a IS NULL FROM t",
        "SELECT a IS DISTINCT FROM b AS c, d FROM t",
        "SELECT TOP 10 id FROM t",
        "SELECT DISTINCT ON (a) a FROM t",
        "SELECT DISTINCT ON (a) b, c FROM t",
        "SELECT AS STRUCT id FROM t",
        "SELECT id INTO u FROM t",
        "SELECT id FROM t UNION SELECT id FROM u",
        "SELECT id FROM t UNION ALL BY NAME SELECT x FROM u",
        "SELECT id FROM t INTERSECT SELECT id FROM u",
        "(SELECT id FROM t)",
        "SELECT id FROM t; SELECT x FROM u",
        "SELECT id FROM t |> EXTEND a AS b",
        "SELECT id FROM t FOR JSON AUTO",
        "SELECT COLUMNS('a.*') AS x FROM t",
        "SELECT unnest(s) AS x FROM t FORMAT JSON",
        "SELECT {{ x }} AS a FROM t",
        "SELECT a {% if x %}, b{% endif %} FROM t",
        "SELECT id FROM t WHERE x = '{{ y }}'",
        "SELECT id, ${x} AS y FROM t",
        "SELECT @x AS y FROM t",
        "SELECT $1 FROM t",
        "SELECT 'a\\', b, ' AS c FROM t",
        "SELECT \"a\\\" AS c\" FROM t",
        "SELECT id # , x\n FROM t",
        "SELECT id // , x\n FROM t",
        "SELECT a --1, b\n FROM t",
        "SELECT a /* /* */ , b */ FROM t",
        "SELECT a /*! , b */ FROM t",
        "SELECT '''a' AS b FROM t",
        "SELECT [it's] AS a, b, [x's] AS c FROM t",
        "SELECT [id] FROM t",
        "SELECT a[ FROM t",
        "SELECT (a FROM t",
        "SELECT a) FROM t",
        "SELECT 'open FROM t",
        "SELECT a /* open FROM t",
        "SELECT größe FROM t",
        "SELECT `p.d.t` FROM t",
        "SELECT `ds|hr` FROM t",
        "SELECT a AS b LIMIT 1",
        "WITH 1 AS x SELECT x FROM t",
        "WITH o AS (INSERT INTO t VALUES (1)) DELETE FROM x",
        "INSERT INTO t SELECT id FROM u",
        "SELECT a -- x\r, b\nFROM t",
      })
  void claimsNothingWhereTheTextDoesNotSayIt(String sql) {
    assertThat(SelectColumns.of(sql)).isEmpty();
  }

  @Test
  void takesNamesInAnyLettersSaveAliasesInQuotes() {
    SelectColumns columns =
        SelectColumns.of("SELECT id, \"Mail\", x AS \"City\" FROM t").orElseThrow();

    assertThat(List.of("ID", "mail", "City")).allMatch(columns::has);
    assertThat(columns.has("city")).isFalse();
  }

  /** Lists are made of items whose names are known, so what is told must be those, or nothing. */
  @Test
  void neverTellsOtherColumnsThanThoseThatWereWritten() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    int told = 0;
    for (int run = 0; run < 20_000; run++) {
      var names = new ArrayList<String>();
      String sql = select(random, names);
      var columns = SelectColumns.of(sql);
      if (columns.isPresent()) {
        told++;
        assertThat(columns.get().columns().stream().map(Column::name))
            .as("seed %d: %s", seed, sql)
            .containsExactlyElementsOf(names);
      }
    }
    assertThat(told).as("seed %d", seed).isGreaterThan(1_000);
  }

  private static String select(Random random, List<String> names) {
    var items = new ArrayList<String>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      String name = "c" + i;
      names.add(name);
      items.add(item(random, name));
    }
    String list = String.join(gap(random) + "," + gap(random), items);
    return head(random) + list + " FROM t" + tail(random);
  }

  private static String item(Random random, String name) {
    String expression = expression(random, 2);
    return switch (random.nextInt(6)) {
      case 0 -> name;
      case 1 -> "t." + name;
      case 2 -> "t.x " + name;
      case 3 -> expression + gap(random) + " AS " + name;
      case 4 -> expression + " AS " + gap(random) + "\"" + name + "\"";
      default -> "`" + name + "`";
    };
  }

  private static String expression(Random random, int depth) {
    if (depth == 0) {
      String[] ends = {
        "x", "1.5e3", "'a, b'", "'FROM '' t'", "\"q, \"\"r\"", "t.y", "NULL", "a[1]"
      };
      return ends[random.nextInt(ends.length)];
    }
    String one = expression(random, depth - 1);
    String other = expression(random, depth - 1);
    return switch (random.nextInt(8)) {
      case 0 -> "f(" + one + ", " + other + ")";
      case 1 -> "CAST(" + one + " AS int)";
      case 2 -> one + " * " + other;
      case 3 -> "(SELECT " + one + " AS z, " + other + " FROM u UNION SELECT 1 FROM v)";
      case 4 -> "CASE WHEN " + one + " THEN " + other + " END";
      case 5 -> one + " IS DISTINCT FROM " + other;
      case 6 -> "sum(" + one + ") OVER (ORDER BY " + other + ")";
      default -> one + gap(random) + "::text";
    };
  }

  private static String gap(Random random) {
    String[] gaps = {"", " ", "\n", " /* , d AS e */ ", " -- , d AS e FROM u\n", "\t"};
    return gaps[random.nextInt(gaps.length)];
  }

  private static String head(Random random) {
    String[] heads = {
      "SELECT ", "select\n", "SELECT DISTINCT ", "WITH a AS (SELECT q, * FROM r) SELECT "
    };
    return heads[random.nextInt(heads.length)];
  }

  private static String tail(Random random) {
    String[] tails = {"", ";", " WHERE x = 'y, z'", " JOIN (SELECT k AS l FROM m) n ON true", "\n"};
    return tails[random.nextInt(tails.length)];
  }
}
