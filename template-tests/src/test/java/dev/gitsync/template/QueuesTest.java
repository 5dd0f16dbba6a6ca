package dev.gitsync.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class QueuesTest {
  private static final int MAX_VISIBILITY_SECONDS = 12 * 60 * 60;

  private final Template template = Template.read();

  @Test
  void hasOnlyEncryptedFifoQueuesWithIdsOfTheSenders() {
    assertThat(template.all(Template.QUEUE)).hasSize(6);
    for (JsonNode queue : template.all(Template.QUEUE).values()) {
      assertThat(queue.path("FifoQueue").asBoolean(false)).isTrue();
      assertThat(queue.path("SqsManagedSseEnabled").asBoolean(false)).isTrue();
      assertThat(queue.path("ContentBasedDeduplication").asBoolean(false)).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Outbound", "Inbound", "Resync"})
  void movesMessagesToDeadLettersAfterFiveTries(String flow) {
    JsonNode redrive = queue(flow).get("RedrivePolicy");
    assertThat(redrive.get("maxReceiveCount").asInt()).isEqualTo(5);
    assertThat(Template.target(redrive.get("deadLetterTargetArn")))
        .isEqualTo(template.id(Template.QUEUE, flow + "DeadLetters"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Outbound", "Inbound", "Resync"})
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
      mapped.add(
          Template.target(mapping.get("EventSourceArn"))
              + " -> "
              + Template.target(mapping.get("FunctionName")));
    }
    assertThat(mapped).containsExactlyInAnyOrder(edge("Outbound"), edge("Inbound"), edge("Resync"));
  }

  private String edge(String flow) {
    return template.id(Template.QUEUE, flow, "DeadLetters") + " -> " + template.functionId(flow);
  }

  private JsonNode queue(String flow) {
    return template.properties(template.id(Template.QUEUE, flow, "DeadLetters"));
  }
}
