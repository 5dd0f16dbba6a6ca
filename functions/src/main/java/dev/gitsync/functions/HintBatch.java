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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A batch of hints. All hints at one link are one run. A run that wants to be tried later counts as
 * handled: it is noted on the link and the next poll hints at it again, while a message that goes
 * back would keep its group waiting until it is visible. A run that fails by a fault of ours is
 * delivered again, and at last goes to the dead letters. One link does not fail the others.
 */
final class HintBatch {

  private static final Logger LOG = LoggerFactory.getLogger(HintBatch.class);

  private HintBatch() {}

  /** Runs a flow for each link that the batch hints at. */
  static SQSBatchResponse run(SQSEvent event, Consumer<WorkspaceId> flow) {
    var failures = new ArrayList<BatchItemFailure>();
    byWorkspace(event)
        .forEach(
            (workspace, messages) -> {
              if (!succeeds(workspace, flow)) {
                messages.forEach(id -> failures.add(new BatchItemFailure(id)));
              }
            });
    return new SQSBatchResponse(failures);
  }

  private static boolean succeeds(WorkspaceId workspace, Consumer<WorkspaceId> flow) {
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
  private static Map<WorkspaceId, List<String>> byWorkspace(SQSEvent event) {
    var messages = new LinkedHashMap<WorkspaceId, List<String>>();
    for (SQSMessage message : event.getRecords()) {
      workspace(message)
          .ifPresentOrElse(
              it ->
                  messages
                      .computeIfAbsent(it, key -> new ArrayList<>())
                      .add(message.getMessageId()),
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
