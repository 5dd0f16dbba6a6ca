package dev.gitsync.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EntryPointsTest {
  private final Template template = Template.read();

  @Test
  void pollsEveryMinute() {
    JsonNode schedule = template.one("AWS::Scheduler::Schedule");
    assertThat(schedule.get("ScheduleExpression").asString()).isEqualTo("rate(1 minute)");
    assertThat(schedule.path("State").asString("ENABLED")).isEqualTo("ENABLED");
    assertThat(Template.target(schedule.at("/Target/Arn"))).isEqualTo(template.aliasId("Poll"));
  }

  @Test
  void givesUpATickThatIsLate() {
    JsonNode retries = template.one("AWS::Scheduler::Schedule").at("/Target/RetryPolicy");
    assertThat(retries.get("MaximumRetryAttempts").asInt()).isZero();
    assertThat(retries.get("MaximumEventAgeInSeconds").asInt()).isEqualTo(60);
  }

  @Test
  void saysWhereThingsAre() {
    assertThat(template.outputs().propertyNames())
        .containsExactlyInAnyOrder(
            "ApiUrl",
            "WorkspacesTable",
            "OutboundQueue",
            "OutboundDeadLetters",
            "InboundQueue",
            "InboundDeadLetters",
            "ResyncQueue",
            "ResyncDeadLetters",
            "CheckQueue",
            "CheckDeadLetters",
            "Dashboard");
  }

  @Test
  void sendsATickWhoseDetailIsAnObject() {
    JsonNode input =
        JsonMapper.shared()
            .readTree(template.one("AWS::Scheduler::Schedule").at("/Target/Input").asString());
    assertThat(input.get("detail").isObject()).isTrue();
    assertThat(input.get("time").asString()).isEqualTo("<aws.scheduler.scheduled-time>");
  }

  @Test
  void routesTheApiToOneFunction() {
    JsonNode route = template.properties(template.id("AWS::ApiGatewayV2::Route", "ANY"));
    assertThat(route.get("RouteKey").asString()).isEqualTo("ANY /api/v1/{proxy+}");

    assertCalls("ANY", "Api");
  }

  private void assertCalls(String method, String function) {
    JsonNode integration =
        template.properties(template.id("AWS::ApiGatewayV2::Integration", method));
    assertThat(integration.get("PayloadFormatVersion").asString()).isEqualTo("2.0");
    assertThat(Template.target(integration.get("IntegrationUri")))
        .isEqualTo(template.aliasId(function));
  }

  @Test
  void routesWebhooksToAnother() {
    JsonNode route = template.properties(template.id("AWS::ApiGatewayV2::Route", "POST"));
    assertThat(route.get("RouteKey").asString()).isEqualTo("POST /webhooks/{host}/{link}");
    assertCalls("POST", "Webhook");
  }
}
