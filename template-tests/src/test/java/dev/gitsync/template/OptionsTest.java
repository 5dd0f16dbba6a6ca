package dev.gitsync.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;

/** What the options of a deployment change. */
class OptionsTest {
  private static final String GROUP = "AWS::EC2::SecurityGroup";

  private final Template template = Template.read(Variants.everyOption().template());

  @Test
  void setsAnEnvironmentApartByNameMetricsSecretsAndTag() {
    assertThat(Variants.everyOption().template()).hasFileName("GitSync-staging.template.json");
    for (JsonNode function : template.functions().values()) {
      JsonNode variables = function.at("/Environment/Variables");
      assertThat(variables.get("STACK").asString()).isEqualTo("GitSync-staging");
      assertThat(variables.path("SECRET_PREFIX").asString("gitsync-staging"))
          .isEqualTo("gitsync-staging");
      assertThat(function.get("Tags").toString())
          .isEqualTo(
              "[{\"Key\":\"Application\",\"Value\":\"GitSync\"},"
                  + "{\"Key\":\"Environment\",\"Value\":\"staging\"}]");
    }
    assertThat(template.all("AWS::CloudWatch::Alarm").values())
        .allMatch(alarm -> alarm.get("AlarmName").asString().startsWith("GitSync-staging-"));
    assertThat(template.one("AWS::KMS::Alias").get("AliasName").asString())
        .isEqualTo("alias/GitSync-staging");
    assertThat(template.one("AWS::CloudWatch::Dashboard").get("DashboardName").asString())
        .isEqualTo("GitSync-staging");
  }

  @Test
  void limitsSecretsToTheEnvironments() {
    assertThat(PermissionsTest.rights(template, "Outbound"))
        .contains("secretsmanager:GetSecretValue arn::secretsmanager:::secret:gitsync-staging/*");
  }

  @ParameterizedTest
  @FieldSource("dev.gitsync.template.Titles#ALL")
  void runsFunctionsInTheNetwork(String title) {
    JsonNode network = template.function(title).get("VpcConfig");
    assertThat(network.get("SubnetIds").valueStream().map(JsonNode::asString).toList())
        .containsExactly("subnet-0123456789abcdef0", "subnet-0123456789abcdef1");
    assertThat(Template.target(network.get("SecurityGroupIds").get(0)))
        .isEqualTo(template.id(GROUP, ""));
    assertThat(
            PermissionsTest.rights(template, title).stream()
                .filter(right -> right.startsWith("ec2:"))
                .collect(Collectors.toSet()))
        .isEqualTo(
            Set.of(
                "ec2:CreateNetworkInterface *",
                "ec2:DescribeNetworkInterfaces *",
                "ec2:DescribeSubnets *",
                "ec2:DeleteNetworkInterface *",
                "ec2:AssignPrivateIpAddresses *",
                "ec2:UnassignPrivateIpAddresses *"));
  }

  @Test
  void letsFunctionsConnectByHttpsAndSshAndTakeNoConnections() {
    JsonNode group = template.one(GROUP);
    assertThat(group.get("VpcId").asString()).isEqualTo("vpc-0123456789abcdef0");
    assertThat(group.has("SecurityGroupIngress")).isFalse();
    assertThat(group.get("SecurityGroupEgress").valueStream().map(OptionsTest::ports).toList())
        .containsExactly("tcp 443-443", "tcp 22-22");
  }

  @Test
  void mailsAlarmsWhenTheyRingAndWhenTheyStop() {
    String topic = template.id("AWS::SNS::Topic", "");
    for (JsonNode alarm : template.all("AWS::CloudWatch::Alarm").values()) {
      for (String actions : List.of("AlarmActions", "OKActions")) {
        assertThat(alarm.get(actions).valueStream().map(Template::target).toList())
            .containsExactly(topic);
      }
    }
    JsonNode subscription = template.one("AWS::SNS::Subscription");
    assertThat(subscription.get("Protocol").asString()).isEqualTo("email");
    assertThat(subscription.get("Endpoint").asString()).isEqualTo("ops@acme.example");
  }

  @Test
  void letsOnlyAlarmsOfTheAccountPublishAndNothingByPlainHttp() {
    assertThat(Template.target(template.one("AWS::SNS::Topic").get("KmsMasterKeyId")))
        .isEqualTo(template.id(EncryptionTest.KEY, ""));
    List<JsonNode> statements =
        template
            .one("AWS::SNS::TopicPolicy")
            .at("/PolicyDocument/Statement")
            .valueStream()
            .toList();
    assertThat(statements).hasSize(2);
    assertThat(statements.getFirst().get("Effect").asString()).isEqualTo("Deny");
    assertThat(statements.getFirst().at("/Condition/Bool/aws:SecureTransport").asString())
        .isEqualTo("false");
    JsonNode alarms = statements.getLast();
    assertThat(alarms.at("/Principal/Service").asString()).isEqualTo("cloudwatch.amazonaws.com");
    assertThat(alarms.get("Action").asString()).isEqualTo("sns:Publish");
    assertThat(PermissionsTest.name(alarms.at("/Condition/ArnLike/aws:SourceArn")))
        .isEqualTo("arn::cloudwatch:::alarm:*");
  }

  @Test
  void keepsLogsAsLongAsAsked() {
    assertThat(template.all("AWS::Logs::LogGroup").values())
        .isNotEmpty()
        .allMatch(log -> log.get("RetentionInDays").asInt() == 90);
  }

  @Test
  void letsLinksReachTheNamedPrivateHosts() {
    assertThat(
            template.function("Outbound").at("/Environment/Variables/GIT_ALLOWED_HOSTS").asString())
        .isEqualTo("git.corp.example,10.0.0.7");
  }

  private static String ports(JsonNode rule) {
    return rule.get("IpProtocol").asString()
        + " "
        + rule.get("FromPort").asInt()
        + "-"
        + rule.get("ToPort").asInt();
  }
}
