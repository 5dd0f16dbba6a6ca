package dev.gitsync.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.TryLater;
import dev.gitsync.functions.HintBatch.Visibility;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class HintBatchTest {

  private final List<String> runs = new ArrayList<>();
  private final List<String> comeBack = new ArrayList<>();
  private final Visibility visibility =
      (time, receipts) -> comeBack.add(receipts + " after " + time.toSeconds());

  private static SQSMessage message(String id, String body) {
    var message = new SQSMessage();
    message.setMessageId(id);
    message.setReceiptHandle("r" + id);
    message.setAttributes(Map.of("ApproximateReceiveCount", "1"));
    message.setBody(body);
    return message;
  }

  private static SQSMessage hint(String id, String workspace) {
    return message(id, "{\"workspace\":\"" + workspace + "\"}");
  }

  private List<String> failed(Consumer<WorkspaceId> flow, SQSMessage... messages) {
    var event = new SQSEvent();
    event.setRecords(List.of(messages));
    var batch =
        HintBatch.ofLinks(
            visibility,
            workspace -> {
              runs.add(workspace.value());
              flow.accept(workspace);
            });
    SQSBatchResponse response = batch.run(event, Duration.ofSeconds(60));
    return response.getBatchItemFailures().stream()
        .map(BatchItemFailure::getItemIdentifier)
        .toList();
  }

  private static void failA(WorkspaceId workspace) {
    if (workspace.value().equals("a")) {
      throw new IllegalStateException("bug");
    }
  }

  @Test
  void runsOnceForAllHintsAtALink() {
    assertThat(failed(workspace -> {}, hint("1", "a"), hint("2", "b"), hint("3", "a"))).isEmpty();
    assertThat(runs).containsExactly("a", "b");
  }

  @Test
  void givesBackOnlyTheMessagesOfALinkThatFailsByAFaultOfOurs() {
    assertThat(failed(HintBatchTest::failA, hint("1", "a"), hint("2", "b"), hint("3", "a")))
        .containsExactly("1", "3");
    assertThat(runs).containsExactly("a", "b");
  }

  @Test
  void letsMessagesComeBackRightAfterARunThatDies() {
    failed(workspace -> {}, hint("1", "a"), hint("2", "b"));
    assertThat(comeBack).containsExactly("[r1, r2] after 65");
  }

  @Test
  void letsAFailedMessageWaitTwiceAsLongEachTime() {
    SQSMessage third = hint("1", "a");
    third.setAttributes(Map.of("ApproximateReceiveCount", "3"));
    failed(HintBatchTest::failA, third, hint("2", "b"));
    assertThat(comeBack).containsExactly("[r1, r2] after 65", "[r1] after 20");
  }

  @Test
  void takesAMessageThatDoesNotSayHowOftenItCameForTheFirst() {
    SQSMessage bare = hint("1", "a");
    bare.setAttributes(null);
    assertThat(failed(HintBatchTest::failA, bare)).containsExactly("1");
    assertThat(comeBack).containsExactly("[r1] after 65", "[r1] after 5");
  }

  @Test
  void keepsNoMessageOfALinkThatIsTriedLater() {
    Consumer<WorkspaceId> flow =
        workspace -> {
          throw new TryLater("GIT-010", "down", null);
        };
    assertThat(failed(flow, hint("1", "a"))).isEmpty();
  }

  @Test
  void dropsWhatIsNoHint() {
    assertThat(
            failed(
                workspace -> {},
                message("1", "hello"),
                message("2", "{\"workspace\":\"../x\"}"),
                message("3", "[]")))
        .isEmpty();
    assertThat(runs).isEmpty();
  }
}
