package dev.gitsync.infra;

import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/** The names that the secrets of links have; the secrets themselves are made by the API. */
record Secrets(String prefix, String names) {
  Secrets(Construct scope, String prefix) {
    this(
        prefix,
        Stack.of(scope)
            .formatArn(
                ArnComponents.builder()
                    .service("secretsmanager")
                    .resource("secret")
                    .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                    .resourceName(prefix + "/*")
                    .build()));
  }
}
