package dev.gitsync.functions;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.flows.TryLater;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works off a batch of hints. All hints at one link are one run. A run that wants to be tried later
 * counts as handled: it is noted on the link and a later poll hints at it again. A run that fails
 * by a fault of ours is delivered again, and at last goes to the dead letters. One link does not
 * fail the others.
 *
 * <p>A message that is not deleted keeps its link's later ones waiting until it is visible again,
 * and the queue's own time is long. So messages are told to come back right after this run must
 * have ended, in case it dies; and those of a run that failed, after a few seconds, twice as many
 * each time.
 */
final class HintBatch {

  private static final Logger LOG = LoggerFactory.getLogger(HintBatch.class);

  private static final Executor ASIDE = Thread::startVirtualThread;
  private static final Duration AFTER_THE_END = Duration.ofSeconds(5);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
  private static final int MOST_DOUBLINGS = 6;

  private final Visibility visibility;
  private final Consumer<WorkspaceId> flow;

  /** Batches of a queue, for each of whose links a flow is run. */
  HintBatch(Visibility visibility, Consumer<WorkspaceId> flow) {
    this.visibility = visibility;
    this.flow = flow;
  }

  /** Says when messages come back that nobody deletes, by their receipt handles. */
  @FunctionalInterface
  interface Visibility {
    void comeBackAfter(Duration time, List<String> receipts);
  }

  /**
   * Runs the flow for each link that the batch hints at.
   *
   * @param left after so long the run must have ended
   */
  SQSBatchResponse run(SQSEvent event, Duration left) {
    Duration end = left.plus(AFTER_THE_END);
    var told =
        CompletableFuture.runAsync(
            () -> visibility.comeBackAfter(end, receipts(event.getRecords())), ASIDE);
    var failed = new ArrayList<SQSMessage>();
    byWorkspace(event)
        .forEach(
            (workspace, messages) -> {
              if (!succeeds(workspace)) {
                failed.addAll(messages);
              }
            });
    told.join();
    failed.forEach(
        message -> visibility.comeBackAfter(waitAfter(message), receipts(List.of(message))));
    return new SQSBatchResponse(
        failed.stream().map(message -> new BatchItemFailure(message.getMessageId())).toList());
  }

  private static List<String> receipts(List<SQSMessage> messages) {
    return messages.stream().map(SQSMessage::getReceiptHandle).toList();
  }

  private static Duration waitAfter(SQSMessage message) {
    int receives =
        Optional.ofNullable(message.getAttributes())
            .map(attributes -> attributes.get("ApproximateReceiveCount"))
            .map(Integer::parseInt)
            .orElse(1);
    int before = Math.max(0, receives - 1);
    return FIRST_WAIT.multipliedBy(1L << Math.min(before, MOST_DOUBLINGS));
  }

  private boolean succeeds(WorkspaceId workspace) {
    try {
      flow.accept(workspace);
      return true;
    } catch (TryLater e) {
      return true;
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("link", workspace).setCause(e).log("a run failed");
      return false;
    }
  }

  /** A message that hints at nothing is dropped: delivering it again would not help. */
  private static Map<WorkspaceId, List<SQSMessage>> byWorkspace(SQSEvent event) {
    var messages = new LinkedHashMap<WorkspaceId, List<SQSMessage>>();
    for (SQSMessage message : event.getRecords()) {
      workspace(message)
          .ifPresentOrElse(
              it -> messages.computeIfAbsent(it, key -> new ArrayList<>()).add(message),
              () -> LOG.atWarn().addKeyValue("message", message.getMessageId()).log("no hint"));
    }
    return messages;
  }

  private static Optional<WorkspaceId> workspace(SQSMessage message) {
    String body = message.getBody();
    if (body == null) {
      return Optional.empty();
    }
    try {
      return Json.read(body.getBytes(StandardCharsets.UTF_8)) instanceof Mapping json
          ? json.text("workspace").flatMap(WorkspaceId::parse)
          : Optional.empty();
    } catch (Json.Malformed e) {
      return Optional.empty();
    }
  }
}
