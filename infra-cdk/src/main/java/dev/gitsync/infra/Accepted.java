package dev.gitsync.infra;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import software.constructs.IConstruct;

/** Findings of cdk-nag that stand, each with its reason; all others stop the synthesis. */
final class Accepted {
  private Accepted() {}

  /** A finding on one resource. */
  static void finding(IConstruct resource, String rule, String reason) {
    accept(resource, NagPackSuppression.builder().id(rule).reason(reason).build());
  }

  /** A wildcard in the rights of one role, such as {@code Resource::*}. */
  static void wildcard(IConstruct role, String detail, String reason) {
    accept(
        role.getNode().findChild("DefaultPolicy"),
        NagPackSuppression.builder()
            .id("AwsSolutions-IAM5")
            .appliesTo(List.of(detail))
            .reason(reason)
            .build());
  }

  private static void accept(IConstruct resource, NagPackSuppression suppression) {
    NagSuppressions.addResourceSuppressions(resource, List.of(suppression), true);
  }
}
