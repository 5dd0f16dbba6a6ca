package dev.gitsync.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.gitsync.functions.api.HttpCodec;
import dev.gitsync.functions.api.Router;
import java.util.Map;

/** Answers requests to the HTTP API. */
public final class ApiHandler
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

  private final Router router;

  /** As the Lambda runtime makes it. */
  public ApiHandler() {
    this(Wiring.onLambda());
  }

  /** With an environment of one's own. */
  public ApiHandler(Map<String, String> environment) {
    this(new Wiring(environment));
  }

  private ApiHandler(Wiring wiring) {
    this.router = Router.of(wiring);
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return HttpCodec.answer(event, router);
  }
}
