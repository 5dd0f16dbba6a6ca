package dev.gitsync.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.flows.FlowReport.Count;
import dev.gitsync.flows.link.Failure;
import dev.gitsync.flows.port.RunLog.Ending;
import dev.gitsync.flows.port.RunLog.Run;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EmfRunLogTest {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
  private static final WorkspaceId ACME = new WorkspaceId("acme");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final EmfRunLog log =
      new EmfRunLog(new PrintStream(out, true, StandardCharsets.UTF_8), "GitSync-staging");

  @Test
  void writesOneLineFromWhichCloudWatchTakesMetrics() {
    log.ended(
        new Run(
            "inbound",
            Optional.of(ACME),
            Ending.DONE,
            List.of(new Count("created", 2), new Count("updated", 3), new Count("problems", 1)),
            NOON,
            Duration.ofMillis(42)));
    assertThat(line())
        .isEqualTo(
            """
            {"_aws":{"Timestamp":1767355200000,"CloudWatchMetrics":[\
            {"Namespace":"GitSync","Dimensions":[["Stack","Flow"]],"Metrics":[\
            {"Name":"Runs","Unit":"Count"},{"Name":"Milliseconds","Unit":"Milliseconds"}]},\
            {"Namespace":"GitSync","Dimensions":[["Stack"]],"Metrics":[\
            {"Name":"Applied","Unit":"Count"}]}]},\
            "Stack":"GitSync-staging","Flow":"inbound","ending":"done","link":"acme","problems":1,\
            "Runs":1,"Milliseconds":42,"Applied":5}""");
  }

  @Test
  void countsHowARunEnded() {
    assertThat(line(Ending.DONE)).doesNotContain("Failures", "Retries", "Faults");
    assertThat(line(Ending.NEEDS_USER)).endsWith("\"Failures\":1}");
    assertThat(line(Ending.TRY_LATER)).endsWith("\"Retries\":1}");
    assertThat(line(Ending.FAULT)).endsWith("\"Faults\":1}");
  }

  private String line(Ending ending) {
    out.reset();
    log.ended(run(ending));
    return line();
  }

  @Test
  void sendsALevelAlsoWhenItIsNothing() {
    log.ended(
        new Run(
            "poll",
            Optional.empty(),
            Ending.DONE,
            List.of(new Count("moved", 0), new Count("failing", 0), new Count("lagSeconds", 0)),
            NOON,
            Duration.ZERO));
    assertThat(line()).endsWith("\"LinksFailing\":0,\"SyncLagSeconds\":0}");
  }

  private static Run run(Ending ending) {
    return new Run("outbound", Optional.of(ACME), ending, List.of(), NOON, Duration.ZERO);
  }

  @Test
  void tellsOfALinkThatFailsWithoutAMetric() throws Exception {
    log.failing(ACME, "poll", Failure.of("GIT-010", "down", "Wait.", NOON, Optional.empty()));
    var json = (Mapping) Json.read(line().getBytes(StandardCharsets.UTF_8));
    assertThat(json.text("link")).contains("acme");
    assertThat(json.text("failing")).contains("GIT-010");
    assertThat(json.get("_aws")).isEmpty();
  }

  private String line() {
    return out.toString(StandardCharsets.UTF_8).stripTrailing();
  }
}
