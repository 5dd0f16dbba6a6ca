package dev.gitsync.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.SimpleIAMPolicyResponse;
import dev.gitsync.flows.port.ApiKeys;
import dev.gitsync.flows.port.ApiKeys.Grant;
import dev.gitsync.functions.api.ApiKey;
import dev.gitsync.functions.api.GrantContext;
import dev.gitsync.functions.priming.Priming;
import dev.gitsync.functions.priming.Priming.Samples;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets a request to the HTTP API in by its key, and says whose it is. See <a
 * href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html">
 * authorizers</a>, format 2.0 with simple responses.
 *
 * <p>API Gateway keeps an answer for a while, a refusal too. So only a key that is known not to be
 * good is refused; while the database does not answer this throws, which is a 500 and not kept.
 */
public final class AuthorizerHandler
    implements RequestHandler<APIGatewayV2CustomAuthorizerEvent, SimpleIAMPolicyResponse> {

  private final ApiKeys keys;

  /** As the Lambda runtime makes it. */
  public AuthorizerHandler() {
    this(System.getenv());
  }

  /** With an environment of one's own. */
  public AuthorizerHandler(Map<String, String> environment) {
    this(Wiring.keysOnly(environment));
    Priming.register(Samples.NONE, this::lookForNobody);
  }

  /** Answers for a key that nobody was given. */
  void lookForNobody() {
    var event = new APIGatewayV2CustomAuthorizerEvent();
    event.setIdentitySource(List.of("Bearer the-key-of-nobody"));
    answer(event);
  }

  AuthorizerHandler(ApiKeys keys) {
    this.keys = keys;
  }

  @Override
  public SimpleIAMPolicyResponse handleRequest(
      APIGatewayV2CustomAuthorizerEvent event, Context context) {
    return answer(event);
  }

  SimpleIAMPolicyResponse answer(APIGatewayV2CustomAuthorizerEvent event) {
    return header(event)
        .flatMap(ApiKey::hashIn)
        .flatMap(keys::find)
        .map(AuthorizerHandler::allow)
        .orElseGet(AuthorizerHandler::refuse);
  }

  /** What API Gateway took for the key of its cache, and no other header of the same name. */
  private static Optional<String> header(APIGatewayV2CustomAuthorizerEvent event) {
    List<String> sources = event.getIdentitySource();
    return sources == null || sources.size() != 1
        ? Optional.empty()
        : Optional.ofNullable(sources.getFirst());
  }

  private static SimpleIAMPolicyResponse allow(Grant grant) {
    return new SimpleIAMPolicyResponse(true, GrantContext.write(grant));
  }

  private static SimpleIAMPolicyResponse refuse() {
    return new SimpleIAMPolicyResponse(false, Map.of());
  }
}
