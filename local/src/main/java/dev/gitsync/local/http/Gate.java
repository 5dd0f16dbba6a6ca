package dev.gitsync.local.http;

import dev.gitsync.local.lambda.FunctionFault;
import dev.gitsync.local.lambda.Functions;
import dev.gitsync.local.template.Authorizer;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks the authorizer of a request's route. See <a
 * href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html">
 * authorizers of HTTP APIs</a>. Answers are not kept: each request asks.
 */
record Gate(Functions functions) {
  /** What becomes of a request. */
  sealed interface Decision {}

  /**
   * It goes on to its function.
   *
   * @param authorizer what the function gets as {@code requestContext.authorizer}, if not empty
   */
  record Taken(ObjectNode authorizer) implements Decision {}

  /** It is answered by API Gateway. */
  record Refused(int status, String message) implements Decision {}

  Decision decide(RoutedRequest request) throws FunctionFault {
    return switch (request.route().authorizer()) {
      case Authorizer.Nobody() -> new Taken(JsonMapper.shared().createObjectNode());
      case Authorizer.ByFunction by -> ask(request, by);
    };
  }

  private Decision ask(RoutedRequest request, Authorizer.ByFunction by) throws FunctionFault {
    Optional<String> event = request.authorizerEvent(by.header());
    if (event.isEmpty()) {
      return new Refused(HttpStatus.UNAUTHORIZED_401, "Unauthorized");
    }
    String answer = functions.get(by.function()).invoke(event.get());
    JsonNode json = JsonMapper.shared().readTree(answer);
    if (!json.path("isAuthorized").asBoolean(false)) {
      return new Refused(HttpStatus.FORBIDDEN_403, "Forbidden");
    }
    ObjectNode authorizer = JsonMapper.shared().createObjectNode();
    authorizer.set("lambda", json.path("context"));
    return new Taken(authorizer);
  }
}
