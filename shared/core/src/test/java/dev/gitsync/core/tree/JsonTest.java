package dev.gitsync.core.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitsync.core.tree.Node.Num;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"b\":1,\"a\":[true,null,\"ü\"],\"n\":{\"x\":1.5}}",
        "[]",
        "\"text\"",
        "100",
        "-0.25",
        "12345678901234567890"
      })
  void writesWhatItRead(String json) throws Json.Malformed {
    assertThat(Json.write(Json.read(json.getBytes(UTF_8)))).isEqualTo(json);
  }

  @Test
  void takesNumbersOfTheSameValueForEqual() throws Json.Malformed {
    assertThat(Json.read("1.0".getBytes(UTF_8))).isEqualTo(Num.of(1));
    assertThat(Json.read("1e2".getBytes(UTF_8))).isEqualTo(new Num(new BigDecimal("100")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"a\":1,\"a\":2}",
        "1 2",
        "NaN",
        "\"\\ud800\"",
        "{\"\\udc00\":1}",
        "1e999999",
        "[1,]"
      })
  void refusesWhatIsNoGoodJson(String json) {
    assertThatThrownBy(() -> Json.read(json.getBytes(UTF_8))).isInstanceOf(Json.Malformed.class);
  }

  @Test
  void saysWhereItIsNotJson() {
    assertThatThrownBy(() -> Json.read("{\"a\":1,\n \"b\" 2}".getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            Json.Malformed.class, it -> assertThat(it.place()).startsWith("2:"));
  }

  @Test
  void refusesWhatIsTooDeep() {
    String deep = "[".repeat(100) + "]".repeat(100);
    assertThatThrownBy(() -> Json.read(deep.getBytes(UTF_8))).isInstanceOf(Json.Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e399", "1e400", "1e-400", "-1e399", "9.99e-390", "1e401", "1e2000"})
  void readsEveryNumberThatItWrites(String number) throws Json.Malformed {
    Node read;
    try {
      read = Json.read(number.getBytes(UTF_8));
    } catch (Json.Malformed refused) {
      return;
    }
    assertThat(Json.read(Json.write(read).getBytes(UTF_8))).isEqualTo(read);
  }

  @Test
  void refusesNumbersThatAreLongWhenWrittenOut() {
    String digits = "9".repeat(400);
    for (String number : new String[] {"1e400", digits + "e1", "1e-401", digits + "9"}) {
      assertThatThrownBy(() -> Json.read(number.getBytes(UTF_8)))
          .as(number)
          .isInstanceOf(Json.Malformed.class);
    }
  }

  @Test
  void readsItsOwnTextAlsoWhereItWrapsTheDeepestThatItTakes() throws Json.Malformed {
    Node deep = Json.read(("[".repeat(64) + "]".repeat(64)).getBytes(UTF_8));
    Node.Mapping wrapped = Node.Mapping.of("a", Node.Mapping.of("b", deep));
    assertThat(Json.readOwn(Json.write(wrapped))).isEqualTo(wrapped);
  }
}
