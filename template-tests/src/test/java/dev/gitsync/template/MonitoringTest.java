package dev.gitsync.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MonitoringTest {
  private static final String ALARM = "AWS::CloudWatch::Alarm";

  private final Template template = Template.read();

  @Test
  void ringsForWhatSomebodyMustActOn() {
    List<String> expected =
        new ArrayList<>(
            List.of(
                "GitSync-SyncLag: GitSync SyncLagSeconds Maximum 60s > 60, 3 of 3, else ignore",
                "GitSync-Faults: GitSync Faults Sum 300s > 0, 1 of 1, else notBreaching",
                "GitSync-LinksFailing: GitSync LinksFailing Minimum 300s > 0, 6 of 6,"
                    + " else notBreaching",
                "GitSync-PollNotRunning: GitSync Runs Sum 60s < 1, 5 of 5, else breaching"));
    for (String flow : Titles.QUEUED) {
      expected.add(
          "GitSync-%sDeadLetters: AWS/SQS ApproximateNumberOfMessagesVisible Maximum 60s > 0,"
                  .formatted(flow)
              + " 1 of 1, else notBreaching");
    }
    for (String title : Titles.ALL) {
      for (String metric : List.of("Errors", "Throttles")) {
        expected.add(
            "GitSync-%s%s: AWS/Lambda %s Sum 300s > 0, 2 of 3, else notBreaching"
                .formatted(title, metric, metric));
      }
    }
    assertThat(template.all(ALARM).values())
        .extracting(MonitoringTest::summary)
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void tellsStacksAndFlowsApart() {
    assertThat(dimensions("SyncLag")).isEqualTo("Stack=GitSync");
    assertThat(dimensions("PollNotRunning")).isEqualTo("Flow=poll, Stack=GitSync");
    assertThat(dimensions("PollErrors")).isEqualTo("FunctionName=" + template.functionId("Poll"));
  }

  @Test
  void saysWhatAnAlarmMeansAndWhatToDo() {
    for (JsonNode alarm : template.all(ALARM).values()) {
      assertThat(alarm.get("AlarmDescription").asString()).hasSizeBetween(100, 1024);
    }
    for (String flow : Titles.QUEUED) {
      assertThat(alarm(flow + "DeadLetters").get("AlarmDescription").asString())
          .contains("./gitsync redrive");
    }
  }

  @Test
  void mailsNobodyUnlessAsked() {
    assertThat(template.all("AWS::SNS::Topic")).isEmpty();
    assertThat(template.all(ALARM).values()).noneMatch(alarm -> alarm.has("AlarmActions"));
  }

  @Test
  void showsUsersThenQueuesThenFunctions() {
    String dashboard = template.one("AWS::CloudWatch::Dashboard").get("DashboardBody").toString();
    assertThat(dashboard)
        .contains(
            "SyncLagSeconds",
            "Commits",
            "Applied",
            "LinksFailing",
            "ApproximateAgeOfOldestMessage",
            "ApproximateNumberOfMessagesVisible",
            "Faults",
            "Errors",
            "Throttles",
            "Duration");
  }

  private JsonNode alarm(String title) {
    return template.properties(template.id(ALARM, title));
  }

  private String dimensions(String title) {
    return alarm(title)
        .get("Dimensions")
        .valueStream()
        .map(it -> it.get("Name").asString() + "=" + PermissionsTest.name(it.get("Value")))
        .collect(Collectors.joining(", "));
  }

  private static String summary(JsonNode alarm) {
    return "%s: %s %s %s %ds %s %d, %d of %d, else %s"
        .formatted(
            alarm.get("AlarmName").asString(),
            alarm.get("Namespace").asString(),
            alarm.get("MetricName").asString(),
            alarm.get("Statistic").asString(),
            alarm.get("Period").asInt(),
            alarm.get("ComparisonOperator").asString().startsWith("Greater") ? ">" : "<",
            alarm.get("Threshold").asInt(),
            alarm.path("DatapointsToAlarm").asInt(alarm.get("EvaluationPeriods").asInt()),
            alarm.get("EvaluationPeriods").asInt(),
            alarm.get("TreatMissingData").asString());
  }
}
