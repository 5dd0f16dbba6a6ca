package dev.gitsync.infra;

import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/** ARNs in the account and region of a stack. */
final class Arns {
  private Arns() {}

  /** {@code arn:PARTITION:service:REGION:ACCOUNT:resource}. */
  static String of(Construct scope, String service, String resource) {
    return Stack.of(scope)
        .formatArn(
            ArnComponents.builder()
                .service(service)
                .resource(resource)
                .arnFormat(ArnFormat.NO_RESOURCE_NAME)
                .build());
  }
}
