package dev.gitsync.infra;

import java.util.List;
import java.util.Objects;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegration;
import software.amazon.awscdk.services.apigatewayv2.AddRoutesOptions;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpMethod;
import software.constructs.Construct;

/** The REST API: one route, one function. It alone may create secrets. */
final class PublicApi extends Construct {
  private final String url;

  PublicApi(Construct scope, String id, FunctionCode code) {
    super(scope, id);
    Storage storage = code.storage();
    SyncFunction function =
        code.function(this, "Api", FunctionSpec.API)
            .table("WORKSPACES_TABLE", storage.workspaces(), TableUse.TRANSACT)
            .table("LINKS_TABLE", storage.links(), TableUse.REPLACE)
            .table("ACTIVITY_TABLE", storage.activity(), TableUse.REVIEW)
            .sendsTo("OUTBOUND_QUEUE_URL", code.queues().outbound())
            .sendsTo("INBOUND_QUEUE_URL", code.queues().inbound())
            .sendsTo("RESYNC_QUEUE_URL", code.queues().resync())
            .may(
                "WriteSecrets",
                code.secrets().names(),
                "secretsmanager:CreateSecret",
                "secretsmanager:PutSecretValue",
                "secretsmanager:DescribeSecret");

    HttpApi api = HttpApi.Builder.create(this, "HttpApi").build();
    api.addRoutes(
        AddRoutesOptions.builder()
            .path("/api/v1/{proxy+}")
            .methods(List.of(HttpMethod.ANY))
            .integration(new HttpLambdaIntegration("Api", function.function()))
            .build());
    url = Objects.requireNonNull(api.getUrl(), "an API with its default stage has a URL");
  }

  String url() {
    return url;
  }
}
