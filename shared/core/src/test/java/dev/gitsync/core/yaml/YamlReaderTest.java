package dev.gitsync.core.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.TreePath;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NO",
        "yes",
        "on",
        "y",
        "12:30",
        "2023-06-24",
        "2023-06-24T02:00:00Z",
        "1_000",
        "0b101",
        "1,5",
        "0x",
        "0o8",
        "nULL",
        "tRUE",
        "-0x1F",
        "+",
        ".",
        "-.",
        "e3",
        ".inf.",
        "<<",
        "="
      })
  void takesForText(String text) {
    assertThat(value("k: " + text)).isEqualTo(new Node.Text(text));
  }

  @ParameterizedTest
  @CsvSource({
    "010, 10",
    "0, 0",
    "-0, 0",
    "+7, 7",
    "0o17, 15",
    "0x1F, 31",
    "1.50, 1.5",
    "1., 1",
    ".5, 0.5",
    "-.5, -0.5",
    "1e3, 1000",
    "1.e-7, 0.0000001",
    "1E+2, 100",
    "00012, 12"
  })
  void takesForANumber(String text, BigDecimal number) {
    assertThat(value("k: " + text)).isEqualTo(new Node.Num(number));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", " ~", " null", " Null", " NULL", " !!null ''", " # comment"})
  void takesForNull(String text) {
    assertThat(value("k:" + text)).isEqualTo(new Node.Null());
  }

  @Test
  void takesTrueAndFalseInThreeSpellings() {
    assertThat(read("[true, True, TRUE, false, False, FALSE]"))
        .isEqualTo(JsonTree.read("[true, true, true, false, false, false]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# only\n# comments", "\uFEFF", "---\n", "--- # x\n...\n"})
  void anEmptyTextIsNull(String text) {
    assertThat(read(text)).isEqualTo(new Node.Null());
  }

  @Test
  void quotedAndTaggedValuesAreWhatTheySay() {
    String yaml = "[!!str 12, '12', \"12\", !!int \"12\", !!float 1, !!bool 'true', ! 12]";

    assertThat(read(yaml))
        .isEqualTo(JsonTree.read("['12','12','12',12,1,true,'12']".replace('\'', '"')));
  }

  @Test
  void keysAreTheirText() {
    String yaml = "1: a\ntrue: b\n~: c\n<<: {x: 1}\n? long\n: d\n'': e\n010: f\n";

    assertThat(read(yaml))
        .isEqualTo(
            JsonTree.read(
                """
                {"1":"a","true":"b","~":"c","<<":{"x":1},"long":"d","":"e","010":"f"}
                """));
  }

  @Test
  void writesAliasesOut() {
    String yaml = "a: &x {k: [1]}\nb: *x\nc: &x 2\nd: *x\n";

    assertThat(read(yaml))
        .isEqualTo(JsonTree.read("{\"a\":{\"k\":[1]},\"b\":{\"k\":[1]},\"c\":2,\"d\":2}"));
  }

  @Test
  void knowsTheEscapesThatJsYamlWrites() {
    assertThat(read("\"a\\Lb\\Pc\\\\L\"")).isEqualTo(new Node.Text("a\u2028b\u2029c\\L"));
    assertThat(read("path: C:\\Logs\\P"))
        .isEqualTo(Node.Mapping.of("path", new Node.Text("C:\\Logs\\P")));
  }

  @Test
  void saysWhereEachPartStands() {
    YamlDocument document = document("# 😀\nname: x\nconfig:\n  '😀': 1\n  list:\n    - to: a\n");
    TreePath config = TreePath.of("config");
    TreePath item = config.key("list").index(0);

    assertThat(document.key(config.key("list"))).isEqualTo(new Position(5, 3));
    assertThat(document.value(config.key("😀"))).isEqualTo(new Position(4, 8));
    assertThat(document.value(TreePath.ROOT)).isEqualTo(new Position(2, 1));
    assertThat(document.value(item)).isEqualTo(new Position(6, 7));
    assertThat(document.value(item.key("to"))).isEqualTo(new Position(6, 11));
    assertThat(document.key(TreePath.of("absent"))).isEqualTo(Position.START);
  }

  @Test
  void countsLinesWhateverEndsThem() {
    assertThat(document("\uFEFFa: 1\r\nb: 2\rc: 3\nd: 4").key(TreePath.of("d")))
        .isEqualTo(new Position(4, 1));
  }

  @Test
  void namesEveryDuplicateKey() {
    assertThat(faults("owner: a\nx:\n  k: 1\n  k: 2\nowner: b\nowner: c\n"))
        .containsExactly(
            new YamlFault(
                "YAML-004", new Position(4, 3), "key \"k\" appears twice.", "Keep one of them."),
            new YamlFault(
                "YAML-004",
                new Position(5, 1),
                "key \"owner\" appears twice.",
                "Keep one of them."),
            new YamlFault(
                "YAML-004",
                new Position(6, 1),
                "key \"owner\" appears 3 times.",
                "Keep one of them."));
  }

  @ParameterizedTest
  @CsvSource({
    "YAML-001, 1:10, 'name: one: two'",
    "YAML-001, 2:1, 'a: 1\\nb\\nc: 3'",
    "YAML-001, 1:4, 'a: \"open\\nb: 1'",
    "YAML-001, 1:4, 'a: [1, 2\\nb: 1'",
    "YAML-001, 3:2, 'a:\\n  b: 1\\n c: 2'",
    "YAML-001, 1:4, 'a: @b'",
    "YAML-001, 1:6, 'a: \"\\q\"'",
    "YAML-001, 1:4, 'a: *'",
    "YAML-001, 1:4, 'a: & b'",
    "YAML-002, 2:1, 'a:\\n\\tb: 1'",
    "YAML-002, 3:3, 'a:\\n  b: 1\\n  \\tc: 2'",
    "YAML-005, 1:5, 'a: x\\u0007'",
    "YAML-007, 2:1, 'a: 1\\n--- \\nb: 2'",
    "YAML-010, 1:8, 'a: &x [*x]'",
    "YAML-011, 1:4, 'a: *x'",
    "YAML-012, 1:1, '{a: 1}: 2'",
    "YAML-012, 1:3, '? [1]\\n: 2'",
    "YAML-013, 1:4, 'a: !secret x'",
    "YAML-013, 1:4, 'a: !!binary x'",
    "YAML-013, 1:1, '!x k: v'",
    "YAML-014, 1:4, 'a: !!int x'",
    "YAML-014, 1:4, 'a: !!map [1]'",
    "YAML-015, 1:4, 'a: -.inf'",
    "YAML-015, 1:4, 'a: .nan'",
    "YAML-016, 1:4, 'a: 1e999'",
    "YAML-016, 1:4, 'a: 1e99999999999'"
  })
  void findsTheFault(String code, String position, String yaml) {
    String text = yaml.replace("\\n", "\n").replace("\\t", "\t").replace("\\u0007", "\u0007");

    YamlFault fault = faults(text).getFirst();

    assertThat(fault.code() + " " + fault.position()).isEqualTo(code + " " + position);
    assertThat(fault.message()).endsWith(".").doesNotContain("\n");
    assertThat(fault.remedy()).endsWith(".");
  }

  @Test
  void saysWhatAnUnquotedCronExpressionNeeds() {
    assertThat(faults("expression: */15 * * * *\n"))
        .containsExactly(
            new YamlFault(
                "YAML-001",
                new Position(1, 13),
                "A value begins with \"*\", which YAML takes for an alias.",
                "Quote the value."));
  }

  @Test
  void findsTheFirstByteThatIsNotUtf8() {
    byte[] bytes = "a: 1\nb: é x".getBytes(StandardCharsets.UTF_8);
    bytes[bytes.length - 1] = (byte) 0xFF;

    assertThat(YamlReader.read(bytes))
        .isEqualTo(
            new YamlReading.Broken(
                List.of(
                    new YamlFault(
                        "YAML-003",
                        new Position(2, 6),
                        "The file is not valid UTF-8.",
                        "Save it with the UTF-8 encoding."))));
  }

  @Test
  void findsATruncatedCharacter() {
    byte[] bytes = {'a', ':', ' ', (byte) 0xE2, (byte) 0x82};

    assertThat(YamlReader.read(bytes)).isInstanceOf(YamlReading.Broken.class);
  }

  @Test
  void refusesWhatAsksForTooMuch() {
    assertThat(code("a".repeat(YamlReader.MOST_BYTES + 1))).isEqualTo("YAML-006");
    assertThat(code("é".repeat(YamlReader.MOST_BYTES / 2 + 1))).isEqualTo("YAML-006");
    assertThat(code("[".repeat(65) + "]".repeat(65))).isEqualTo("YAML-008");
    assertThat(code("[".repeat(1_000_000))).isEqualTo("YAML-008");
    assertThat(code("- ".repeat(500_000))).isEqualTo("YAML-008");
    assertThat(code("- \n".repeat(100_001))).isEqualTo("YAML-009");
    assertThat(code("k: " + "9".repeat(900_000))).isEqualTo("YAML-016");
  }

  @Test
  void readsToTheBoundsOfDepthAndLength() {
    assertThat(read("[".repeat(64) + "]".repeat(64))).isInstanceOf(Node.Sequence.class);
    assertThat(read("a".repeat(YamlReader.MOST_BYTES))).isInstanceOf(Node.Text.class);
  }

  @Test
  void refusesABombOfAliases() {
    var yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; i++) {
      String before = "*a" + (i - 1);
      yaml.append("a%d: &a%d [%s]\n".formatted(i, i, (before + ", ").repeat(9) + before));
    }

    assertThat(code(yaml.toString())).isEqualTo("YAML-009");
  }

  @Test
  void refusesAliasesThatNestTooDeep() {
    var yaml = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 70; i++) {
      yaml.append("a%d: &a%d [*a%d]\n".formatted(i, i, i - 1));
    }

    assertThat(code(yaml.toString())).isEqualTo("YAML-008");
  }

  @Test
  void neverThrows() {
    long seed = System.nanoTime();
    System.out.println("YamlReaderTest seed " + seed);
    var random = new Random(seed);
    List<byte[]> texts =
        Fixtures.names("dump").stream()
            .filter(name -> name.endsWith(".yaml"))
            .map(name -> Fixtures.text("dump/" + name).getBytes(StandardCharsets.UTF_8))
            .toList();

    for (int i = 0; i < 5_000; i++) {
      byte[] text = texts.get(random.nextInt(texts.size())).clone();
      for (int j = random.nextInt(6); j >= 0; j--) {
        byte mutation =
            random.nextBoolean()
                ? (byte) random.nextInt(256)
                : (byte) "\t\n\r -:#&*!|>'\"%@[]{},?\\<~0".charAt(random.nextInt(26));
        text[random.nextInt(text.length)] = mutation;
      }
      assertThat(YamlReader.read(text)).as("seed %d, round %d", seed, i).isNotNull();
    }
  }

  private static Node value(String yaml) {
    return read(yaml) instanceof Node.Mapping mapping
        ? mapping.get("k").orElseThrow()
        : new Node.Text("not a mapping");
  }

  private static Node read(String yaml) {
    return document(yaml).root();
  }

  private static YamlDocument document(String yaml) {
    return switch (YamlReader.read(yaml.getBytes(StandardCharsets.UTF_8))) {
      case YamlReading.Parsed(var document) -> document;
      case YamlReading.Broken(var faults) -> throw new AssertionError(faults.toString());
    };
  }

  private static List<YamlFault> faults(String yaml) {
    return switch (YamlReader.read(yaml)) {
      case YamlReading.Parsed _ -> throw new AssertionError("It was read.");
      case YamlReading.Broken(var faults) -> faults;
    };
  }

  private static String code(String yaml) {
    return faults(yaml).getFirst().code();
  }
}
