package dev.gitsync.infra;

import software.constructs.Construct;

/** The names that the secrets of links have; the secrets themselves are made by the API. */
record Secrets(String prefix, String names) {
  Secrets(Construct scope, String prefix) {
    this(prefix, Arns.of(scope, "secretsmanager", "secret:" + prefix + "/*"));
  }
}
