package dev.gitsync.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who may use the HTTP API, how much of it, and what is written down about it. */
class PublicApiTest {
  private static final String API = "AWS::ApiGatewayV2::Api";
  private static final String STAGE = "AWS::ApiGatewayV2::Stage";
  private static final String ROUTE = "AWS::ApiGatewayV2::Route";
  private static final String AUTHORIZER = "AWS::ApiGatewayV2::Authorizer";
  private static final String DOMAIN = "AWS::ApiGatewayV2::DomainName";
  private static final Template plain = Template.read();

  /** With single sign-on and a name of its own. */
  private static final Template full = Template.read(Variants.everyOption().template());

  /** Hosts have no key; the function looks for their signature. */
  private static final String WEBHOOKS = "POST /webhooks/{host}/{link}";

  @Test
  void letsNobodyButHostsThroughWithoutAnAuthorizer() {
    for (Template template : new Template[] {plain, full}) {
      assertThat(template.all(ROUTE)).isNotEmpty();
      for (JsonNode route : template.all(ROUTE).values()) {
        if (route.get("RouteKey").asString().equals(WEBHOOKS)) {
          assertThat(route.get("AuthorizationType").asString()).isEqualTo("NONE");
          continue;
        }
        assertThat(route.get("AuthorizationType").asString()).isIn("CUSTOM", "JWT");
        assertThat(template.all(AUTHORIZER))
            .containsKey(Template.target(route.get("AuthorizerId")));
      }
    }
  }

  @Test
  void asksTheAuthorizerForEachKeyOnceAMinute() {
    JsonNode authorizer = only(plain, AUTHORIZER);
    assertThat(authorizer.get("AuthorizerType").asString()).isEqualTo("REQUEST");
    assertThat(authorizer.get("AuthorizerPayloadFormatVersion").asString()).isEqualTo("2.0");
    assertThat(authorizer.get("EnableSimpleResponses").asBoolean()).isTrue();
    assertThat(authorizer.get("IdentitySource"))
        .isEqualTo(json("['$request.header.Authorization']"));
    assertThat(authorizer.get("AuthorizerResultTtlInSeconds").asInt()).isEqualTo(60);
    assertThat(authorizer.get("AuthorizerUri").toString()).contains(plain.aliasId("Authorizer"));
  }

  @Test
  void tellsTheAuthorizerOnlyWhereKeysAre() {
    assertThat(plain.function("Authorizer").at("/Environment/Variables").propertyNames())
        .containsExactlyInAnyOrder("WORKSPACES_TABLE", "STACK");
  }

  @Test
  void takesSoManyRequests() {
    assertThat(only(plain, STAGE).get("DefaultRouteSettings"))
        .isEqualTo(json("{'ThrottlingBurstLimit': 100, 'ThrottlingRateLimit': 50}"));
    assertThat(only(full, STAGE).get("DefaultRouteSettings"))
        .isEqualTo(json("{'ThrottlingBurstLimit': 7, 'ThrottlingRateLimit': 5}"));
  }

  @Test
  void writesALineForEachRequestWithoutWhatMayBeSecret() {
    JsonNode settings = only(plain, STAGE).get("AccessLogSettings");
    JsonNode line = JsonMapper.shared().readTree(settings.get("Format").asString());
    assertThat(line)
        .isEqualTo(
            json(
                """
                {'requestId': '$context.requestId', 'ip': '$context.identity.sourceIp',
                 'method': '$context.httpMethod', 'route': '$context.routeKey',
                 'status': '$context.status', 'milliseconds': '$context.responseLatency',
                 'error': '$context.error.message',
                 'authorizerError': '$context.authorizer.error',
                 'functionError': '$context.integration.error'}
                """));
    JsonNode log = plain.properties(Template.target(settings.get("DestinationArn")));
    assertThat(log.get("LogGroupName").asString()).isEqualTo("/aws/vendedlogs/apis/GitSync");
    assertThat(log.get("RetentionInDays").asInt()).isEqualTo(30);
    assertThat(Template.target(log.get("KmsKeyId"))).isEqualTo(plain.id(EncryptionTest.KEY, ""));
  }

  @Test
  void hasNoWayInByTokenAndNoNameUnlessAsked() {
    assertThat(plain.all(ROUTE).values())
        .extracting(route -> route.get("RouteKey").asString())
        .containsExactlyInAnyOrder("ANY /api/v1/{proxy+}", WEBHOOKS);
    assertThat(plain.all(DOMAIN)).isEmpty();
    assertThat(only(plain, API).path("DisableExecuteApiEndpoint").asBoolean(false)).isFalse();
  }

  @Test
  void takesTokensOfTheProviderForTheAudienceAtAPathOfTheirOwn() {
    JsonNode route = byKey(full, "ANY /sso/v1/{proxy+}");
    JsonNode authorizer = full.properties(Template.target(route.get("AuthorizerId")));
    assertThat(authorizer.get("AuthorizerType").asString()).isEqualTo("JWT");
    assertThat(authorizer.get("IdentitySource"))
        .isEqualTo(json("['$request.header.Authorization']"));
    assertThat(authorizer.get("JwtConfiguration"))
        .isEqualTo(
            json(
                "{'Audience': ['git-sync', 'console'], 'Issuer': 'https://login.acme.example/tenant'}"));
    JsonNode keys = byKey(full, "ANY /api/v1/{proxy+}");
    assertThat(keys.get("AuthorizationType").asString()).isEqualTo("CUSTOM");
    assertThat(keys.get("Target")).isEqualTo(route.get("Target"));
  }

  @Test
  void isReachedByItsOwnNameOnly() {
    JsonNode domain = only(full, DOMAIN);
    assertThat(domain.get("DomainName").asString()).isEqualTo("git-sync.acme.example");
    assertThat(domain.get("DomainNameConfigurations"))
        .isEqualTo(
            json(
                "[{'CertificateArn': '%s', 'EndpointType': 'REGIONAL', 'SecurityPolicy': 'TLS_1_2'}]"
                    .formatted(Variants.EVERY_OPTION.get("certificateArn"))));
    assertThat(only(full, API).get("DisableExecuteApiEndpoint").asBoolean()).isTrue();

    JsonNode mapping = only(full, "AWS::ApiGatewayV2::ApiMapping");
    assertThat(full.all(API)).containsKey(Template.target(mapping.get("ApiId")));
    assertThat(mapping.get("Stage").asString()).isEqualTo("$default");
    JsonNode record = only(full, "AWS::Route53::RecordSet");
    assertThat(record.get("Name").asString()).isEqualTo("git-sync.acme.example");
    assertThat(record.get("HostedZoneId").asString()).isEqualTo("Z0123456789ABCDEF");
    assertThat(Template.target(record.at("/AliasTarget/DNSName")))
        .isEqualTo(full.all(DOMAIN).keySet().iterator().next());
  }

  private static JsonNode only(Template template, String type) {
    assertThat(template.all(type)).hasSize(1);
    return template.all(type).values().iterator().next();
  }

  private static JsonNode byKey(Template template, String key) {
    return template.all(ROUTE).values().stream()
        .filter(route -> route.get("RouteKey").asString().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode json(String quoted) {
    return JsonMapper.shared().readTree(quoted.replace('\'', '"'));
  }
}
