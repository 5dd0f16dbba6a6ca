package dev.gitsync.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who may use the HTTP API. */
class PublicApiTest {
  private static final String ROUTE = "AWS::ApiGatewayV2::Route";
  private static final String AUTHORIZER = "AWS::ApiGatewayV2::Authorizer";
  private static final Template plain = Template.read();

  /** With single sign-on. */
  @TempDir private static Path folder;

  private static Template full;

  @BeforeAll
  static void synthesise() {
    full =
        Template.synthesise(
            folder,
            Map.of(
                "oidcIssuer", "https://login.acme.example/",
                "oidcAudience", "git-sync, console"));
  }

  @Test
  void letsNobodyThroughWithoutAnAuthorizer() {
    for (Template template : new Template[] {plain, full}) {
      assertThat(template.all(ROUTE)).isNotEmpty();
      for (JsonNode route : template.all(ROUTE).values()) {
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
    assertThat(authorizer.get("AuthorizerUri").toString()).contains(plain.functionId("Authorizer"));
  }

  @Test
  void letsTheAuthorizerOnlyLookUpItems() {
    String log = Template.target(plain.function("Authorizer").at("/LoggingConfig/LogGroup"));
    assertThat(PermissionsTest.rights(plain, "Authorizer"))
        .contains("dynamodb:GetItem " + plain.id(Template.TABLE, "Workspaces"))
        .allMatch(
            right ->
                right.equals("dynamodb:GetItem " + plain.id(Template.TABLE, "Workspaces"))
                    || right.equals("logs:CreateLogStream " + log)
                    || right.equals("logs:PutLogEvents " + log));
    assertThat(plain.function("Authorizer").at("/Environment/Variables").propertyNames())
        .contains("WORKSPACES_TABLE")
        .isSubsetOf("WORKSPACES_TABLE", "STACK");
  }

  @Test
  void hasNoWayInByTokenUnlessAsked() {
    assertThat(plain.all(ROUTE).values())
        .extracting(route -> route.get("RouteKey").asString())
        .containsExactly("ANY /api/v1/{proxy+}");
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
            json("{'Audience': ['git-sync', 'console'], 'Issuer': 'https://login.acme.example/'}"));
    JsonNode keys = byKey(full, "ANY /api/v1/{proxy+}");
    assertThat(keys.get("AuthorizationType").asString()).isEqualTo("CUSTOM");
    assertThat(keys.get("Target")).isEqualTo(route.get("Target"));
  }

  @Test
  void refusesASettingWithoutWhatItNeeds() {
    refuses("oidcIssuer", "https://login.acme.example/", "oidcAudience");
    refuses("oidcAudience", "git-sync", "oidcIssuer");
  }

  private static void refuses(String name, String value, String named) {
    assertThatThrownBy(() -> Template.synthesise(folder.resolve(name), Map.of(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(named);
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
