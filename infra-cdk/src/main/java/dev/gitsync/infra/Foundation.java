package dev.gitsync.infra;

import java.util.Optional;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.lambda.AssetCode;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * What every function stands on: the jar, the key, how long its log is kept, and the private
 * network where there is one.
 */
record Foundation(AssetCode jar, Encryption encryption, int logDays, Optional<Network> network) {
  /** A log group; it goes with the stack. */
  LogGroup log(Construct scope, String id) {
    LogGroup log =
        LogGroup.Builder.create(scope, id)
            .encryptionKey(encryption.key())
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    Cfn.resource(log, CfnLogGroup.class).setRetentionInDays(logDays);
    return log;
  }
}
