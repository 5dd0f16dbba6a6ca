package dev.gitsync.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/** The topic that sends alarms to one e-mail address, by TLS only. */
final class AlarmMail extends Construct {
  private final Topic topic;

  AlarmMail(Construct scope, String id, String address, Encryption encryption) {
    super(scope, id);
    encryption.usedByAlarms();
    topic =
        Topic.Builder.create(this, "Topic")
            .displayName("Git Sync alarms")
            .masterKey(encryption.key())
            .enforceSsl(true)
            .build();
    topic.addSubscription(new EmailSubscription(address));
    // A policy of its own replaces the one that lets all of the account publish.
    topic.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("Alarms")
            .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
            .actions(List.of("sns:Publish"))
            .resources(List.of(topic.getTopicArn()))
            .conditions(
                Map.of(
                    "StringEquals",
                    Map.of("aws:SourceAccount", Stack.of(this).getAccount()),
                    "ArnLike",
                    Map.of("aws:SourceArn", Arns.of(this, "cloudwatch", "alarm:*"))))
            .build());
  }

  Topic topic() {
    return topic;
  }
}
