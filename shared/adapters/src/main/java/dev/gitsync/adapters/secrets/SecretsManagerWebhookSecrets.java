package dev.gitsync.adapters.secrets;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.TryLater;
import dev.gitsync.flows.port.WebhookSecret;
import dev.gitsync.flows.port.WebhookSecrets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.InternalServiceErrorException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/**
 * Webhooks' secrets in Secrets Manager: one per workspace, named {@code prefix/workspace/webhook}.
 * A secret is 32 random bytes, in hexadecimal digits.
 *
 * @param key the ARN of the KMS key for new secrets; empty for the account's own
 */
public record SecretsManagerWebhookSecrets(
    SecretsManagerClient client, String prefix, String key, InstantSource clock)
    implements WebhookSecrets {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  @Override
  public Optional<WebhookSecret> find(WorkspaceId link) {
    try {
      String value = client.getSecretValue(request -> request.secretId(name(link))).secretString();
      return Optional.of(WebhookSecretText.read(value));
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    } catch (InternalServiceErrorException | SdkClientException e) {
      throw unavailable(e);
    }
  }

  @Override
  public WebhookSecret rotate(WorkspaceId link) {
    String next = random();
    Optional<WebhookSecret> before = find(link);
    WebhookSecret secret =
        before
            .map(it -> it.replacedBy(next, clock.instant()))
            .orElseGet(() -> WebhookSecret.first(next));
    write(link, WebhookSecretText.write(secret), before.isPresent());
    return secret;
  }

  private void write(WorkspaceId link, String value, boolean isThere) {
    try {
      if (isThere) {
        client.putSecretValue(request -> request.secretId(name(link)).secretString(value));
        return;
      }
      client.createSecret(
          request ->
              request
                  .name(name(link))
                  .description("What the webhook of workspace " + link + " is signed with")
                  .kmsKeyId(key.isEmpty() ? null : key)
                  .secretString(value));
    } catch (InternalServiceErrorException | SdkClientException e) {
      throw unavailable(e);
    }
  }

  private static String random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static TryLater unavailable(Exception cause) {
    return new TryLater("AWS-002", "The webhook's secret cannot be read or written now.", cause);
  }

  private String name(WorkspaceId link) {
    return prefix + "/" + link + "/webhook";
  }
}
