package dev.gitsync.infra;

import java.util.Objects;
import software.constructs.IConstruct;

/** The way to what constructs do not offer: the CloudFormation resources that they are made of. */
final class Cfn {
  private Cfn() {}

  /** The main resource of {@code construct}. */
  static <T> T resource(IConstruct construct, Class<T> type) {
    return type.cast(Objects.requireNonNull(construct.getNode().getDefaultChild()));
  }
}
