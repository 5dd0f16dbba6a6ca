package dev.gitsync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitsync.local.aws.SqsServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Dead letters of an SQS server, put aside by the server itself. */
class RedriveTest {
  private static final String ACME_1 = "{\"workspace\":\"acme\",\"number\":1}";
  private static final String ACME_2 = "{\"workspace\":\"acme\",\"number\":2}";
  private static final String OTHER = "{\"workspace\":\"other\"}";

  @TempDir private Path folder;
  private CloudStub cloud;
  private SqsServer sqs;
  private String source;
  private String dead;

  @BeforeEach
  void start() throws IOException {
    cloud = CloudStub.start(folder);
    sqs = SqsServer.start();
    cloud.set("aws.endpointUrlSqs", sqs.endpoint().toString());
    dead = queue("outbound-dead.fifo", Map.of());
    String arn =
        sqs.client()
            .getQueueAttributes(
                request -> request.queueUrl(dead).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    source =
        queue(
            "outbound.fifo",
            Map.of(
                "RedrivePolicy",
                "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":1}".formatted(arn)));
    cloud.put("GitSync", Map.of("OutboundQueue", source, "OutboundDeadLetters", dead));
  }

  @AfterEach
  void stop() {
    sqs.close();
    cloud.close();
  }

  private String queue(String name, Map<String, String> more) {
    var attributes = new HashMap<>(more);
    attributes.put("FifoQueue", "true");
    attributes.put("VisibilityTimeout", "60");
    return sqs.client()
        .createQueue(request -> request.queueName(name).attributesWithStrings(attributes))
        .queueUrl();
  }

  private void send(String group, String body) {
    sqs.client()
        .sendMessage(
            request ->
                request
                    .queueUrl(source)
                    .messageGroupId(group)
                    .messageDeduplicationId(UUID.randomUUID().toString())
                    .messageBody(body));
  }

  /** As a consumer does that fails at everything, until the server has put all of it aside. */
  private void failAtEverything() {
    while (size(source) > 0) {
      for (Message message : take(source)) {
        sqs.client()
            .changeMessageVisibility(
                request ->
                    request
                        .queueUrl(source)
                        .receiptHandle(message.receiptHandle())
                        .visibilityTimeout(0));
      }
    }
  }

  private List<Message> take(String queue) {
    return sqs.client()
        .receiveMessage(
            request ->
                request
                    .queueUrl(queue)
                    .maxNumberOfMessages(10)
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages();
  }

  private int size(String queue) {
    return new DeadLetterQueue(sqs.client(), queue, queue).size();
  }

  /** All of a queue, in its order, each as {@code group body}. */
  private List<String> drain(String queue) {
    var all = new ArrayList<String>();
    List<Message> taken = take(queue);
    while (!taken.isEmpty()) {
      for (Message message : taken) {
        String group = message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID);
        all.add(group + " " + message.body());
        sqs.client()
            .deleteMessage(
                request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));
      }
      taken = take(queue);
    }
    return all;
  }

  private void putAside() {
    send("acme", ACME_1);
    send("acme", ACME_2);
    send("other", OTHER);
    failAtEverything();
    assertThat(List.of(size(source), size(dead))).containsExactly(0, 3);
  }

  @Test
  void movesAllBackInOrderWithGroupAndBody() {
    putAside();
    CommandRun run = CommandRun.of("redrive", "outbound");
    assertThat(run.code()).isZero();
    assertThat(run.out().lines().map(line -> line.replaceAll("\\d+ times", "N times")))
        .containsExactlyInAnyOrder(
            "outbound  acme                  0 min old, received N times",
            "outbound  acme                  0 min old, received N times",
            "outbound  other                 0 min old, received N times",
            "outbound  3 moved back, about 0 left");
    assertThat(drain(dead)).isEmpty();
    assertThat(drain(source))
        .containsExactlyInAnyOrder("acme " + ACME_1, "acme " + ACME_2, "other " + OTHER)
        .containsSubsequence("acme " + ACME_1, "acme " + ACME_2);
  }

  /** All hints at a repository are one group, so they come back in their order. */
  @Test
  void movesChecksBackToTheirOwnQueue() throws IOException {
    cloud.put("GitSync", Map.of("CheckQueue", source, "CheckDeadLetters", dead));
    send("repository", "{\"workspace\":\"acme\",\"pullRequest\":12}");
    send("repository", "{\"workspace\":\"other\",\"pullRequest\":13}");
    failAtEverything();
    CommandRun run = CommandRun.of("redrive", "check");
    assertThat(run.code()).isZero();
    assertThat(run.out().lines().map(line -> line.replaceAll("\\d+ times", "N times")))
        .containsExactly(
            "check     acme                  0 min old, received N times",
            "check     other                 0 min old, received N times",
            "check     2 moved back, about 0 left");
    assertThat(drain(dead)).isEmpty();
    assertThat(drain(source))
        .containsExactly(
            "repository {\"workspace\":\"acme\",\"pullRequest\":12}",
            "repository {\"workspace\":\"other\",\"pullRequest\":13}");
  }

  @Test
  void movesThoseOfAllFlowsWhereNoneIsNamed() throws IOException {
    var outputs = new HashMap<String, String>();
    for (Flow flow : Flow.values()) {
      outputs.put(flow.queue(), source);
      outputs.put(flow.deadLetters(), dead);
    }
    cloud.put("GitSync", outputs);
    assertThat(CommandRun.of("redrive").out().lines())
        .containsExactly(
            "outbound  0 moved back, about 0 left",
            "inbound   0 moved back, about 0 left",
            "resync    0 moved back, about 0 left",
            "check     0 moved back, about 0 left");
  }

  @Test
  void movesMoreThanOneBatch() {
    for (int i = 0; i < 25; i++) {
      send("workspace-" + i, OTHER);
    }
    failAtEverything();
    assertThat(CommandRun.of("redrive", "outbound").out()).contains("25 moved back, about 0 left");
    assertThat(drain(source)).hasSize(25);
  }

  @Test
  void movesNoMoreThanAskedFor() {
    putAside();
    assertThat(CommandRun.of("redrive", "outbound", "--most=1").out())
        .endsWith("outbound  1 moved back, about 2 left\n");
    assertThat(size(source)).isEqualTo(1);
  }

  @Test
  void showsAndLeavesAllOnADryRun() {
    putAside();
    CommandRun run = CommandRun.of("redrive", "OUTBOUND", "--dry-run");
    assertThat(run.code()).isZero();
    assertThat(run.out().lines()).hasSize(4).last().isEqualTo("outbound  about 3 dead letters");
    assertThat(drain(source)).isEmpty();
    assertThat(drain(dead)).hasSize(3);
  }

  @Test
  void losesNothingWhenItDiesBetweenSendAndDelete() {
    putAside();
    try (SqsClient dying = clientThatDiesAtDelete()) {
      var letters = new DeadLetterQueue(dying, source, dead);
      assertThatThrownBy(() -> letters.redrive(10, letter -> {}))
          .isInstanceOf(CancellationException.class);
    }
    assertThat(List.of(size(source), size(dead))).containsExactly(1, 3);
  }

  private SqsClient clientThatDiesAtDelete() {
    ExecutionInterceptor death =
        new ExecutionInterceptor() {
          @Override
          public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes more) {
            if (context.request() instanceof DeleteMessageRequest) {
              throw new CancellationException("died");
            }
          }
        };
    return SqsClient.builder()
        .endpointOverride(sqs.endpoint())
        .region(Region.of(CloudStub.REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClient(UrlConnectionHttpClient.create())
        .overrideConfiguration(it -> it.addExecutionInterceptor(death))
        .build();
  }

  @Test
  void saysWhichOutputAStackLacks() {
    CommandRun run = CommandRun.of("redrive");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).isEqualTo("outbound  0 moved back, about 0 left\n");
    assertThat(run.err())
        .isEqualTo(
            "gitsync: Stack GitSync (CREATE_COMPLETE) has no output InboundQueue. Run ./gitsync"
                + " deploy to complete or upgrade it.\n");
  }

  @Test
  void refusesAFlowThatThereIsNot() {
    assertThat(CommandRun.of("redrive", "sideways").code()).isEqualTo(2);
    assertThat(CommandRun.of("redrive", "--most=0").code()).isEqualTo(2);
  }
}
