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
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works off a batch of hints. All hints at one thing, such as a link, are one run. A run that wants
 * to be tried later counts as handled where it is noted on the link, and a later poll hints at it
 * again. A run that fails by a fault of ours is delivered again, and at last goes to the dead
 * letters. One link does not fail the others.
 *
 * <p>A message that is not deleted keeps its link's later ones waiting until it is visible again,
 * and the queue's own time is long. So messages are told to come back right after this run must
 * have ended, in case it dies; and those of a run that failed, after a few seconds, twice as many
 * each time.
 *
 * @param <T> what is hinted at; its text goes to the log
 */
final class HintBatch<T> {

  private static final Logger LOG = LoggerFactory.getLogger(HintBatch.class);

  private static final Executor ASIDE = Thread::startVirtualThread;
  private static final Duration AFTER_THE_END = Duration.ofSeconds(5);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
  private static final int MOST_DOUBLINGS = 6;

  private final Visibility visibility;
  private final Postponed postponed;
  private final Function<Mapping, Optional<T>> reader;
  private final Consumer<T> flow;

  /**
   * Batches of a queue, for each of whose things a flow is run.
   *
   * @param postponed what becomes of a message whose run wants to be tried later
   * @param reader what a message hints at
   */
  HintBatch(
      Visibility visibility,
      Postponed postponed,
      Function<Mapping, Optional<T>> reader,
      Consumer<T> flow) {
    this.visibility = visibility;
    this.postponed = postponed;
    this.reader = reader;
    this.flow = flow;
  }

  /** Batches of a queue, for each of whose links a flow is run. */
  static HintBatch<WorkspaceId> ofLinks(Visibility visibility, Consumer<WorkspaceId> flow) {
    return new HintBatch<>(
        visibility,
        Postponed.HANDLED,
        json -> json.text("workspace").flatMap(WorkspaceId::parse),
        flow);
  }

  /** What becomes of a message whose run wants to be tried later. */
  enum Postponed {
    /** It is handled: the link says when, and the poll hints again. */
    HANDLED,
    /** It comes back: nothing else remembers what it is about. */
    COMES_BACK
  }

  /** Says when messages come back that nobody deletes, by their receipt handles. */
  @FunctionalInterface
  interface Visibility {
    void comeBackAfter(Duration time, List<String> receipts);
  }

  /**
   * Runs the flow for each thing that the batch hints at.
   *
   * @param left after so long the run must have ended
   */
  SQSBatchResponse run(SQSEvent event, Duration left) {
    Duration end = left.plus(AFTER_THE_END);
    var told =
        CompletableFuture.runAsync(
            () -> visibility.comeBackAfter(end, receipts(event.getRecords())), ASIDE);
    var failed = new ArrayList<SQSMessage>();
    byTarget(event)
        .forEach(
            (target, messages) -> {
              if (!succeeds(target)) {
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

  private boolean succeeds(T target) {
    try {
      flow.accept(target);
      return true;
    } catch (TryLater e) {
      return postponed == Postponed.HANDLED;
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("link", target).setCause(e).log("a run failed");
      return false;
    }
  }

  /** A message that hints at nothing is dropped: delivering it again would not help. */
  private Map<T, List<SQSMessage>> byTarget(SQSEvent event) {
    var messages = new LinkedHashMap<T, List<SQSMessage>>();
    for (SQSMessage message : event.getRecords()) {
      target(message)
          .ifPresentOrElse(
              it -> messages.computeIfAbsent(it, key -> new ArrayList<>()).add(message),
              () -> LOG.atWarn().addKeyValue("message", message.getMessageId()).log("no hint"));
    }
    return messages;
  }

  private Optional<T> target(SQSMessage message) {
    String body = message.getBody();
    if (body == null) {
      return Optional.empty();
    }
    try {
      return Json.read(body.getBytes(StandardCharsets.UTF_8)) instanceof Mapping json
          ? reader.apply(json)
          : Optional.empty();
    } catch (Json.Malformed e) {
      return Optional.empty();
    }
  }
}
