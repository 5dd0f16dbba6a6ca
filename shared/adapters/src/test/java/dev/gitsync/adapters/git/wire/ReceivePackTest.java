package dev.gitsync.adapters.git.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.adapters.git.wire.ReceivePack.Report;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Where servers put the report on a push. */
class ReceivePackTest {

  private static final String REF = "refs/heads/main";

  private static String packets(String... lines) {
    var out = new PktWriter();
    for (String line : lines) {
      out.line(line);
    }
    return new String(out.flush().bytes(), StandardCharsets.UTF_8);
  }

  private static Report read(String answer) throws WireFailure {
    return Report.read(
        new PktReader(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8))), REF);
  }

  @Test
  void findsARefusalInsideTheSideBand() throws WireFailure {
    String report = packets("unpack ok\n", "ng " + REF + " pre-receive hook declined\n");
    assertThat(read(packets("\2GH006: Protected\n", "\1" + report)))
        .isEqualTo(
            new Report(
                new ReceivePack.Rejected("pre-receive hook declined"), "GH006: Protected\n"));
  }

  @Test
  void putsAReportTogetherThatWasCutInPieces() throws WireFailure {
    String report = packets("unpack ok\n", "ok " + REF + "\n");
    assertThat(read(packets("\1" + report.substring(0, 9), "\1" + report.substring(9))).verdict())
        .isEqualTo(new ReceivePack.Accepted());
  }

  @Test
  void readsAReportWithoutSideBand() throws WireFailure {
    assertThat(read(packets("unpack ok\n", "ok " + REF + "\n")).verdict())
        .isEqualTo(new ReceivePack.Accepted());
    assertThat(read(packets("unpack index-pack abnormal exit\n", "ng " + REF + " n/a\n")).verdict())
        .isEqualTo(new ReceivePack.NotUnpacked("index-pack abnormal exit"));
  }

  @Test
  void takesNoReportForNoSuccess() throws WireFailure {
    assertThat(read("").verdict()).isEqualTo(new ReceivePack.Silent());
    assertThat(read(packets("unpack ok\n")).verdict()).isEqualTo(new ReceivePack.Silent());
    assertThat(read(packets("unpack ok\n", "ok refs/heads/other\n")).verdict())
        .isEqualTo(new ReceivePack.Silent());
  }
}
