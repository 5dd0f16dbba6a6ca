package dev.gitsync.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.infra.Synthesis;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.services.sqs.Queue;
import tools.jackson.databind.JsonNode;

/** cdk-nag's AwsSolutions rules, which look at every synthesis. */
class NagTest {
  @Test
  void findsNothingWithEveryOption() {
    assertThat(Variants.everyOption().findings()).isEmpty();
  }

  @Test
  void findsAFlawAndNothingElseWithoutOptions() {
    Synthesis flawed = Variants.with("flawed", stack -> new Queue(stack, "Open"));
    assertThat(flawed.findings())
        .satisfiesExactlyInAnyOrder(
            finding -> assertThat(finding).startsWith("GitSync/Open/Resource: AwsSolutions-SQS3"),
            finding -> assertThat(finding).startsWith("GitSync/Open/Resource: AwsSolutions-SQS4"));
  }

  @Test
  void acceptsFindingsOfOneRuleOnOneResourceWithAReason() {
    for (JsonNode resource : Template.read().resources()) {
      for (JsonNode accepted : resource.at("/Metadata/cdk_nag/rules_to_suppress")) {
        assertThat(accepted.get("id").asString()).matches("AwsSolutions-[A-Z]+\\d+");
        assertThat(accepted.get("reason").asString()).hasSizeGreaterThan(30);
        if (accepted.get("id").asString().equals("AwsSolutions-IAM5")) {
          assertThat(resource.get("Type").asString()).isEqualTo("AWS::IAM::Policy");
          assertThat(accepted.get("applies_to").valueStream().map(JsonNode::asString).toList())
              .isSubsetOf(
                  List.of(
                      "Resource::*",
                      "Resource::arn:<AWS::Partition>:secretsmanager:<AWS::Region>:"
                          + "<AWS::AccountId>:secret:gitsync/*"));
        }
      }
    }
  }
}
