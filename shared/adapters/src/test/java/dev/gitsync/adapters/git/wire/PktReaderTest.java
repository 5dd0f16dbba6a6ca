package dev.gitsync.adapters.git.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitsync.adapters.git.wire.PktReader.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PktReaderTest {

  private static PktReader of(String text) {
    return new PktReader(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void readsWhatWasWritten() throws WireFailure {
    byte[] written = new PktWriter().line("grüß\n").delimiter().line("").flush().bytes();
    var reader = new PktReader(ByteBuffer.wrap(written));
    assertThat(reader.next().text()).isEqualTo("grüß");
    assertThat(reader.next().kind()).isEqualTo(Kind.DELIMITER);
    assertThat(reader.next().kind()).isEqualTo(Kind.DATA);
    assertThat(reader.next().kind()).isEqualTo(Kind.FLUSH);
    assertThat(reader.next().kind()).isEqualTo(Kind.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "0003", "0009abc", "fff1" + "a", "xyz!", "<html>"})
  void refusesWhatIsNoPacket(String text) {
    assertThatThrownBy(() -> of(text).next())
        .isInstanceOfSatisfying(
            WireFailure.class, e -> assertThat(e.kind()).isEqualTo(WireFailure.Kind.MALFORMED));
  }
}
