package dev.gitsync.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;

class QueuesTest {
  private static final int MAX_VISIBILITY_SECONDS = 12 * 60 * 60;

  private final Template template = Template.read();

  @Test
  void hasOnlyEncryptedFifoQueuesWithIdsOfTheSenders() {
    assertThat(template.all(Template.QUEUE)).hasSize(8);
    for (JsonNode queue : template.all(Template.QUEUE).values()) {
      assertThat(queue.path("FifoQueue").asBoolean(false)).isTrue();
      assertThat(Template.target(queue.get("KmsMasterKeyId")))
          .isEqualTo(template.id(EncryptionTest.KEY, ""));
      assertThat(queue.path("ContentBasedDeduplication").asBoolean(false)).isFalse();
    }
  }

  @ParameterizedTest
  @FieldSource("dev.gitsync.template.Titles#QUEUED")
  void movesMessagesToDeadLettersAfterFiveTries(String flow) {
    JsonNode redrive = queue(flow).get("RedrivePolicy");
    assertThat(redrive.get("maxReceiveCount").asInt()).isEqualTo(5);
    assertThat(Template.target(redrive.get("deadLetterTargetArn")))
        .isEqualTo(template.id(Template.QUEUE, flow + "DeadLetters"));
  }

  @ParameterizedTest
  @FieldSource("dev.gitsync.template.Titles#QUEUED")
  void letsOnlyItsQueueUseADeadLetterQueue(String flow) {
    JsonNode allowed =
        template
            .properties(template.id(Template.QUEUE, flow + "DeadLetters"))
            .get("RedriveAllowPolicy");
    assertThat(allowed.get("redrivePermission").asString()).isEqualTo("byQueue");
    assertThat(allowed.get("sourceQueueArns")).hasSize(1);
    assertThat(PermissionsTest.name(allowed.get("sourceQueueArns").get(0)))
        .isEqualTo("arn::sqs:::" + queue(flow).get("QueueName").asString());
  }

  @Test
  void refusesPlainHttp() {
    Set<String> refused = new HashSet<>();
    for (JsonNode policy : template.all("AWS::SQS::QueuePolicy").values()) {
      JsonNode statement = policy.at("/PolicyDocument/Statement/0");
      assertThat(statement.get("Effect").asString()).isEqualTo("Deny");
      assertThat(statement.at("/Condition/Bool/aws:SecureTransport").asString()).isEqualTo("false");
      refused.add(Template.target(policy.get("Queues").get(0)));
    }
    assertThat(refused).isEqualTo(template.all(Template.QUEUE).keySet());
  }

  @Test
  void givesEachGroupALimitOfItsOwn() {
    for (JsonNode queue : template.all(Template.QUEUE).values()) {
      assertThat(queue.get("FifoThroughputLimit").asString()).isEqualTo("perMessageGroupId");
      assertThat(queue.get("DeduplicationScope").asString()).isEqualTo("messageGroup");
    }
  }

  @Test
  void keepsMessagesForFourteenDays() {
    for (JsonNode queue : template.all(Template.QUEUE).values()) {
      assertThat(queue.get("MessageRetentionPeriod").asInt()).isEqualTo(14 * 24 * 60 * 60);
    }
  }

  @ParameterizedTest
  @FieldSource("dev.gitsync.template.Titles#QUEUED")
  void hidesMessagesForSixTimesTheFunctionsTimeout(String flow) {
    int timeout = template.function(flow).get("Timeout").asInt();
    assertThat(queue(flow).get("VisibilityTimeout").asInt())
        .isGreaterThanOrEqualTo(6 * timeout)
        .isLessThanOrEqualTo(MAX_VISIBILITY_SECONDS);
  }

  @Test
  void delaysOnlyOutboundSoThatEditsTravelTogether() {
    assertThat(queue("Outbound").get("DelaySeconds").asInt()).isEqualTo(1);
    assertThat(queue("Inbound").path("DelaySeconds").asInt(0)).isZero();
    assertThat(queue("Resync").path("DelaySeconds").asInt(0)).isZero();
  }

  @Test
  void handsEachQueueToItsFunctionInBatchesThatMayFailInPart() {
    Set<String> mapped = new HashSet<>();
    for (JsonNode mapping : template.all("AWS::Lambda::EventSourceMapping").values()) {
      assertThat(mapping.get("BatchSize").asInt()).isEqualTo(10);
      assertThat(mapping.get("FunctionResponseTypes")).hasSize(1);
      assertThat(mapping.get("FunctionResponseTypes").get(0).asString())
          .isEqualTo("ReportBatchItemFailures");
      assertThat(mapping.at("/ScalingConfig/MaximumConcurrency").asInt()).isBetween(2, 100);
      mapped.add(
          Template.target(mapping.get("EventSourceArn"))
              + " -> "
              + Template.target(mapping.get("FunctionName")));
    }
    assertThat(mapped)
        .containsExactlyInAnyOrder(
            edge("Outbound"), edge("Inbound"), edge("Resync"), edge("Check"));
  }

  private String edge(String flow) {
    return template.id(Template.QUEUE, flow, "DeadLetters") + " -> " + template.aliasId(flow);
  }

  private JsonNode queue(String flow) {
    return template.properties(template.id(Template.QUEUE, flow, "DeadLetters"));
  }
}
