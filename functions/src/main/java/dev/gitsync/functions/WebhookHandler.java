package dev.gitsync.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.gitsync.functions.webhooks.WebhookGate;
import dev.gitsync.functions.webhooks.WebhookWiring;
import java.util.Map;

/** Answers hosts that tell of pushes and pull requests. */
public final class WebhookHandler
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

  private final WebhookGate gate;

  /** As the Lambda runtime makes it. */
  public WebhookHandler() {
    this(new WebhookWiring(System.getenv()).primedGate());
  }

  /** With an environment of one's own. */
  public WebhookHandler(Map<String, String> environment) {
    this(new WebhookWiring(environment).gate());
  }

  WebhookHandler(WebhookGate gate) {
    this.gate = gate;
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return answer(event);
  }

  APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event) {
    return gate.answer(event);
  }
}
