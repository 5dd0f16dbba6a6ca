package dev.gitsync.infra;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.aws_apigatewayv2_authorizers.HttpLambdaAuthorizer;
import software.amazon.awscdk.aws_apigatewayv2_authorizers.HttpLambdaResponseType;
import software.amazon.awscdk.services.apigatewayv2.IHttpRouteAuthorizer;
import software.constructs.Construct;

/** Lets requests in by their API key: one function, which may read one item at a time. */
final class KeyAuthorizer extends Construct {
  /** For so long a key that was taken away still works, and no call asks for the same key again. */
  private static final Duration REMEMBERED = Duration.seconds(60);

  private final IHttpRouteAuthorizer authorizer;

  KeyAuthorizer(Construct scope, String id, FunctionCode code) {
    super(scope, id);
    SyncFunction function =
        code.bare(this, "Authorizer", FunctionSpec.AUTHORIZER)
            .table("WORKSPACES_TABLE", code.storage().workspaces(), TableUse.LOOK_UP);
    authorizer =
        HttpLambdaAuthorizer.Builder.create("ApiKey", function.function())
            .responseTypes(List.of(HttpLambdaResponseType.SIMPLE))
            // A request without it is refused without a call; with it, it is the cache's key.
            .identitySource(List.of("$request.header.Authorization"))
            .resultsCacheTtl(REMEMBERED)
            .build();
  }

  IHttpRouteAuthorizer authorizer() {
    return authorizer;
  }
}
