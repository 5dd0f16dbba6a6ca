package dev.gitsync.infra;

import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigateway.AccessLogFormat;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpStage;
import software.amazon.awscdk.services.apigatewayv2.IAccessLogDestination;
import software.amazon.awscdk.services.apigatewayv2.IAccessLogSettings;
import software.amazon.awscdk.services.apigatewayv2.LogGroupLogDestination;
import software.amazon.awscdk.services.apigatewayv2.ThrottleSettings;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** The one stage of the API: how many requests it takes, and the log of them. */
final class ApiStage extends Construct {
  /**
   * One line for a request. No header, query string or path: they may hold secrets. See <a
   * href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html">
   * the variables</a>.
   */
  private static final String LINE =
      """
      {"requestId":"$context.requestId","ip":"$context.identity.sourceIp",\
      "method":"$context.httpMethod","route":"$context.routeKey","status":"$context.status",\
      "milliseconds":"$context.responseLatency","error":"$context.error.message",\
      "authorizerError":"$context.authorizer.error",\
      "functionError":"$context.integration.error"}""";

  private final HttpStage stage;

  ApiStage(
      Construct scope, String id, HttpApi api, Foundation foundation, Settings.Throttle throttle) {
    super(scope, id);
    stage =
        HttpStage.Builder.create(this, "Default")
            .httpApi(api)
            .autoDeploy(true)
            .throttle(
                ThrottleSettings.builder()
                    .rateLimit(throttle.rate())
                    .burstLimit(throttle.burst())
                    .build())
            .accessLogSettings(new LinesIn(log(foundation)))
            .build();
  }

  HttpStage stage() {
    return stage;
  }

  private LogGroup log(Foundation foundation) {
    LogGroup log = foundation.log(this, "AccessLog");
    // API Gateway names each other log group in a policy of 5,120 characters for the account.
    Cfn.resource(log, CfnLogGroup.class)
        .setLogGroupName("/aws/vendedlogs/apis/" + Stack.of(this).getStackName());
    return log;
  }

  private record LinesIn(LogGroup log) implements IAccessLogSettings {
    @Override
    public IAccessLogDestination getDestination() {
      return new LogGroupLogDestination(log);
    }

    @Override
    public AccessLogFormat getFormat() {
      return AccessLogFormat.custom(LINE);
    }
  }
}
