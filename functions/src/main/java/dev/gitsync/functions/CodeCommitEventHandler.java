package dev.gitsync.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.gitsync.functions.webhooks.CodeCommitEvents;
import dev.gitsync.functions.webhooks.WebhookWiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** Takes what EventBridge tells of repositories of CodeCommit. */
public final class CodeCommitEventHandler implements RequestStreamHandler {

  private final CodeCommitEvents events;

  /** As the Lambda runtime makes it. */
  public CodeCommitEventHandler() {
    this(System.getenv());
  }

  /** With an environment of one's own. */
  public CodeCommitEventHandler(Map<String, String> environment) {
    this.events = new WebhookWiring(environment).codeCommit();
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    events.take(event.readAllBytes());
  }
}
