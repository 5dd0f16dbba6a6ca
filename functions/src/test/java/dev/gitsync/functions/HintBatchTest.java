package dev.gitsync.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.TryLater;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class HintBatchTest {

  private final List<String> runs = new ArrayList<>();

  private static SQSMessage message(String id, String body) {
    var message = new SQSMessage();
    message.setMessageId(id);
    message.setBody(body);
    return message;
  }

  private static SQSMessage hint(String id, String workspace) {
    return message(id, "{\"workspace\":\"" + workspace + "\"}");
  }

  private List<String> failed(Consumer<WorkspaceId> flow, SQSMessage... messages) {
    var event = new SQSEvent();
    event.setRecords(List.of(messages));
    SQSBatchResponse response =
        HintBatch.run(
            event,
            workspace -> {
              runs.add(workspace.value());
              flow.accept(workspace);
            });
    return response.getBatchItemFailures().stream()
        .map(BatchItemFailure::getItemIdentifier)
        .toList();
  }

  @Test
  void runsOnceForAllHintsAtALink() {
    assertThat(failed(workspace -> {}, hint("1", "a"), hint("2", "b"), hint("3", "a"))).isEmpty();
    assertThat(runs).containsExactly("a", "b");
  }

  @Test
  void givesBackOnlyTheMessagesOfALinkThatFailsByAFaultOfOurs() {
    Consumer<WorkspaceId> flow =
        workspace -> {
          if (workspace.value().equals("a")) {
            throw new IllegalStateException("bug");
          }
        };
    assertThat(failed(flow, hint("1", "a"), hint("2", "b"), hint("3", "a")))
        .containsExactly("1", "3");
    assertThat(runs).containsExactly("a", "b");
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
