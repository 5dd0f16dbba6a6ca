package dev.gitsync.adapters.sqs;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.TryLater;
import dev.gitsync.flows.host.CheckTarget;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.port.Hints;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Hints as messages of FIFO queues, one group per link, or repository where it is about checks. A
 * hint that cannot be sent is no error where what it is about is stored: the next poll hints again.
 * Of a check nothing is stored.
 *
 * @param outbound the queue's URL; empty in a function that never sends there
 */
public record SqsHints(
    SqsClient client, String outbound, String inbound, String resync, String check)
    implements Hints {

  private static final Logger LOG = LoggerFactory.getLogger(SqsHints.class);

  @Override
  public void outbound(WorkspaceId workspace) {
    send(outbound, workspace);
  }

  @Override
  public void inbound(WorkspaceId workspace) {
    send(inbound, workspace);
  }

  @Override
  public void resync(WorkspaceId workspace) {
    send(resync, workspace);
  }

  /** The body of a hint: {@code {"workspace":"acme"}}. */
  public static String body(WorkspaceId workspace) {
    return Json.write(Mapping.of("workspace", new Text(workspace.value())));
  }

  @Override
  public void check(Link link, CheckTarget target) {
    var place = link.settings().repository().place();
    byte[] text = (place.host() + "/" + place.path()).getBytes(StandardCharsets.UTF_8);
    String group = UUID.nameUUIDFromBytes(text).toString();
    try {
      send(check, group, CheckHint.write(link.workspace(), target));
    } catch (SdkException e) {
      throw new TryLater("AWS-003", "The queue of checks does not answer now.", e);
    }
  }

  private void send(String queue, WorkspaceId workspace) {
    try {
      send(queue, workspace.value(), body(workspace));
    } catch (SdkException e) {
      LOG.atWarn()
          .addKeyValue("link", workspace)
          .addKeyValue("cause", e.getClass().getSimpleName())
          .log("a hint could not be sent; the next poll hints again");
    }
  }

  private void send(String queue, String group, String body) {
    client.sendMessage(
        request ->
            request
                .queueUrl(queue)
                .messageBody(body)
                .messageGroupId(group)
                .messageDeduplicationId(UUID.randomUUID().toString()));
  }
}
