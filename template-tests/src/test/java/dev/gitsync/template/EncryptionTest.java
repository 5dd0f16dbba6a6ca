package dev.gitsync.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The one key; that everything stored has it, the tests of those things say. */
class EncryptionTest {
  static final String KEY = "AWS::KMS::Key";

  private final Template template = Template.read();

  @Test
  void hasOneKeyThatChangesEachYearAndOutlivesTheStack() {
    JsonNode key = template.resources().get(template.id(KEY, ""));
    assertThat(key.at("/Properties/EnableKeyRotation").asBoolean()).isTrue();
    assertThat(key.get("DeletionPolicy").asString()).isEqualTo("Retain");
    assertThat(key.get("UpdateReplacePolicy").asString()).isEqualTo("Retain");
  }

  @Test
  void letsTheAccountDecideAndItsLogGroupsUseTheKey() {
    List<JsonNode> statements = statements(template);
    assertThat(statements).hasSize(2);
    assertThat(PermissionsTest.name(statements.getFirst().at("/Principal/AWS")))
        .isEqualTo("arn::iam:::root");
    JsonNode logs = statements.getLast();
    assertThat(PermissionsTest.name(logs.at("/Principal/Service")))
        .isEqualTo("logs..amazonaws.com");
    assertThat(
            PermissionsTest.name(logs.at("/Condition/ArnLike/kms:EncryptionContext:aws:logs:arn")))
        .isEqualTo("arn::logs:::log-group:*");
  }

  @Test
  void letsAlarmsOfTheAccountUseTheKeyWhereTheyAreMailed() {
    JsonNode alarms = statements(Template.read(Variants.everyOption().template())).getLast();
    assertThat(alarms.at("/Principal/Service").asString()).isEqualTo("cloudwatch.amazonaws.com");
    assertThat(alarms.get("Action").valueStream().map(JsonNode::asString).toList())
        .containsExactly("kms:Decrypt", "kms:GenerateDataKey*");
    assertThat(Template.target(alarms.at("/Condition/StringEquals/aws:SourceAccount")))
        .isEqualTo("AWS::AccountId");
  }

  private static List<JsonNode> statements(Template template) {
    return template.one(KEY).at("/KeyPolicy/Statement").valueStream().toList();
  }
}
