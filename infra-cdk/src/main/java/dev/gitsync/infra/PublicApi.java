package dev.gitsync.infra;

import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.aws_apigatewayv2_authorizers.HttpJwtAuthorizer;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegration;
import software.amazon.awscdk.services.apigatewayv2.AddRoutesOptions;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpMethod;
import software.amazon.awscdk.services.apigatewayv2.HttpNoneAuthorizer;
import software.amazon.awscdk.services.apigatewayv2.HttpRouteIntegration;
import software.amazon.awscdk.services.apigatewayv2.IHttpRouteAuthorizer;
import software.constructs.Construct;

/**
 * The REST API: one function, which alone may create secrets. Programs reach it with API keys under
 * {@code /api/v1}, and people who signed in at an OpenID provider under {@code /sso/v1}. Hosts tell
 * of pushes under {@code /webhooks}, to a function of its own.
 */
final class PublicApi extends Construct {
  private final String url;
  private final Optional<ApiDomain> domain;

  PublicApi(Construct scope, String id, FunctionCode code, Settings settings) {
    super(scope, id);
    HttpApi api =
        HttpApi.Builder.create(this, "HttpApi")
            .apiName(Stack.of(this).getStackName())
            .createDefaultStage(false)
            // What is known by its own name must not be reached around it.
            .disableExecuteApiEndpoint(settings.domain().isPresent())
            .build();
    var function = new HttpLambdaIntegration("Api", function(code).function());
    route(api, "/api/v1/{proxy+}", function, new KeyAuthorizer(this, "Keys", code).authorizer());
    settings.tokens().ifPresent(it -> route(api, "/sso/v1/{proxy+}", function, tokens(it)));
    webhooks(api, new HttpLambdaIntegration("Webhook", webhook(code).function()));

    ApiStage stage = new ApiStage(this, "Stage", api, code.foundation(), settings.throttle());
    domain = settings.domain().map(it -> new ApiDomain(this, "Domain", it, api, stage.stage()));
    url =
        settings.domain().map(it -> "https://" + it.name() + "/").orElseGet(stage.stage()::getUrl);
  }

  String url() {
    return url;
  }

  /** Where the API's own name must lead, if it has one. */
  Optional<String> domainTarget() {
    return domain.map(ApiDomain::target);
  }

  private SyncFunction function(FunctionCode code) {
    Storage storage = code.storage();
    return code.function(this, "Api", FunctionSpec.API)
        .table("WORKSPACES_TABLE", storage.workspaces(), TableUse.TRANSACT)
        .table("LINKS_TABLE", storage.links(), TableUse.REPLACE)
        .table("ACTIVITY_TABLE", storage.activity(), TableUse.REVIEW)
        .may(
            "ActivityByResource",
            storage.activity().getTableArn() + "/index/" + Storage.BY_RESOURCE,
            "dynamodb:Query")
        .sendsTo("OUTBOUND_QUEUE_URL", code.queues().outbound())
        .sendsTo("INBOUND_QUEUE_URL", code.queues().inbound())
        .sendsTo("RESYNC_QUEUE_URL", code.queues().resync())
        .sendsTo("CHECK_QUEUE_URL", code.queues().check())
        .may(
            "WriteSecrets",
            code.secrets().names(),
            "secretsmanager:CreateSecret",
            "secretsmanager:PutSecretValue",
            "secretsmanager:DescribeSecret");
  }

  private static void webhooks(HttpApi api, HttpRouteIntegration function) {
    api.addRoutes(
            AddRoutesOptions.builder()
                .path("/webhooks/{host}/{link}")
                .methods(List.of(HttpMethod.POST))
                .integration(function)
                .authorizer(new HttpNoneAuthorizer())
                .build())
        .forEach(
            route ->
                Accepted.finding(
                    route,
                    "AwsSolutions-APIG4",
                    "Hosts have no key: the function checks that each request is signed by one"));
  }

  /** Who calls it has no key: the function checks that it is a link's host, by its signature. */
  private SyncFunction webhook(FunctionCode code) {
    Storage storage = code.storage();
    return code.function(this, "Webhook", FunctionSpec.WEBHOOK)
        .table("LINKS_TABLE", storage.links(), TableUse.REMEMBER)
        .sendsTo("OUTBOUND_QUEUE_URL", code.queues().outbound())
        .sendsTo("INBOUND_QUEUE_URL", code.queues().inbound())
        .sendsTo("CHECK_QUEUE_URL", code.queues().check());
  }

  private static void route(
      HttpApi api, String path, HttpRouteIntegration function, IHttpRouteAuthorizer authorizer) {
    api.addRoutes(
        AddRoutesOptions.builder()
            .path(path)
            .methods(List.of(HttpMethod.ANY))
            .integration(function)
            .authorizer(authorizer)
            .build());
  }

  /** API Gateway itself checks a token's signature, issuer, audience and time. */
  private static IHttpRouteAuthorizer tokens(Settings.Tokens tokens) {
    return HttpJwtAuthorizer.Builder.create("OpenId", tokens.issuer())
        .jwtAudience(tokens.audience())
        .build();
  }
}
