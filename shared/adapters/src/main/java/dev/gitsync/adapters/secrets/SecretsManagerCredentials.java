package dev.gitsync.adapters.secrets;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.TryLater;
import dev.gitsync.flows.port.CredentialStore;
import dev.gitsync.flows.port.Credentials;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.InternalServiceErrorException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/**
 * Credentials in Secrets Manager: one secret per workspace, named {@code prefix/workspace/git}.
 * What it holds, {@link CredentialsText} says.
 *
 * @param key the ARN of the KMS key for new secrets; empty for the account's own
 */
public record SecretsManagerCredentials(SecretsManagerClient client, String prefix, String key)
    implements CredentialStore {

  @Override
  public Optional<Credentials> find(WorkspaceId workspace) {
    try {
      String value =
          client.getSecretValue(request -> request.secretId(name(workspace))).secretString();
      return Optional.of(CredentialsText.read(value));
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    } catch (InternalServiceErrorException | SdkClientException e) {
      throw unavailable(e);
    }
  }

  @Override
  public void put(WorkspaceId workspace, Credentials credentials) {
    String value = CredentialsText.write(credentials);
    try {
      client.putSecretValue(request -> request.secretId(name(workspace)).secretString(value));
    } catch (ResourceNotFoundException e) {
      client.createSecret(
          request ->
              request
                  .name(name(workspace))
                  .description("Git credentials of workspace " + workspace)
                  .kmsKeyId(key.isEmpty() ? null : key)
                  .secretString(value));
    } catch (InternalServiceErrorException | SdkClientException e) {
      throw unavailable(e);
    }
  }

  private static TryLater unavailable(Exception cause) {
    return new TryLater("AWS-002", "The credentials cannot be read or written now.", cause);
  }

  private String name(WorkspaceId workspace) {
    return prefix + "/" + workspace + "/git";
  }
}
