package dev.gitsync.functions.webhooks;

import dev.gitsync.adapters.webhooks.CodeCommitEvent;
import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Json.Malformed;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.flows.WebhookFlow;
import dev.gitsync.flows.port.Links;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the links of a repository of CodeCommit of what happened there. AWS itself sends the
 * events, each at least once; one that comes twice costs a look at the branch.
 */
public record CodeCommitEvents(Links links, WebhookFlow flow) {

  private static final Logger LOG = LoggerFactory.getLogger(CodeCommitEvents.class);

  /** Takes an event of EventBridge, as JSON. */
  public void take(byte[] event) {
    try {
      if (Json.read(event) instanceof Mapping json) {
        tell(CodeCommitEvent.read(json));
        return;
      }
    } catch (Malformed e) {
      // said below
    }
    LOG.atWarn().log("not an event of EventBridge");
  }

  private void tell(CodeCommitEvent event) {
    if (!event.events().isEmpty()) {
      event.places().stream()
          .flatMap(place -> links.sharing(place).stream())
          .forEach(link -> flow.run(link, event.events()));
    }
  }
}
