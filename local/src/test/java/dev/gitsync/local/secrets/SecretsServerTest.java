package dev.gitsync.local.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitsync.testkit.PlantedSecrets;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

class SecretsServerTest {
  private static final String SECRET = PlantedSecrets.token("stored");

  @TempDir private Path folder;
  private Path file;
  private SecretsServer server;
  private SecretsManagerClient client;

  @BeforeEach
  void start() {
    file = folder.resolve("secrets.json");
    server = SecretsServer.start(file);
    client = client(server.endpoint());
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void givesBackWhatWasCreatedByNameAndByArn() {
    CreateSecretResponse created =
        client.createSecret(request -> request.name("gitsync/acme").secretString(SECRET));

    GetSecretValueResponse named = client.getSecretValue(r -> r.secretId("gitsync/acme"));
    assertThat(named.secretString()).isEqualTo(SECRET);
    assertThat(named.versionId()).isEqualTo(created.versionId());
    assertThat(named.versionStages()).containsExactly("AWSCURRENT");
    assertThat(named.createdDate()).isNotNull();
    assertThat(created.arn())
        .matches("arn:aws:secretsmanager:us-east-1:000000000000:secret:gitsync/acme-\\w{6}");
    assertThat(client.getSecretValue(r -> r.secretId(created.arn())).secretString())
        .isEqualTo(SECRET);
  }

  @Test
  void keepsThePreviousValueUnderItsStage() {
    client.createSecret(request -> request.name("a").secretString("one"));
    client.putSecretValue(request -> request.secretId("a").secretString("two"));

    assertThat(client.getSecretValue(r -> r.secretId("a")).secretString()).isEqualTo("two");
    assertThat(
            client.getSecretValue(r -> r.secretId("a").versionStage("AWSPREVIOUS")).secretString())
        .isEqualTo("one");
    assertThat(client.describeSecret(r -> r.secretId("a")).versionIdsToStages()).hasSize(2);
  }

  @Test
  void repeatsOfOneTokenChangeNothing() {
    client.createSecret(r -> r.name("a").clientRequestToken("t".repeat(32)).secretString("one"));
    client.createSecret(r -> r.name("a").clientRequestToken("t".repeat(32)).secretString("one"));

    assertThat(client.describeSecret(r -> r.secretId("a")).versionIdsToStages()).hasSize(1);
  }

  @Test
  void keepsBytes() {
    SdkBytes bytes = SdkBytes.fromByteArray(new byte[] {0, 1, -1});
    client.createSecret(request -> request.name("key").secretBinary(bytes));

    assertThat(client.getSecretValue(r -> r.secretId("key")).secretBinary()).isEqualTo(bytes);
  }

  @Test
  void saysWhatIsWrongWithTheServicesOwnErrors() {
    client.createSecret(request -> request.name("a").secretString("one"));

    assertThatThrownBy(() -> client.getSecretValue(r -> r.secretId("none")))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("can't find the specified secret");
    assertThatThrownBy(() -> client.createSecret(r -> r.name("a").secretString("two")))
        .isInstanceOf(ResourceExistsException.class);
    assertThatThrownBy(() -> client.createSecret(r -> r.name("b c").secretString("two")))
        .isInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(() -> client.createSecret(r -> r.name("b")))
        .isInstanceOf(InvalidParameterException.class);
  }

  @Test
  void hidesADeletedSecretAndForgetsItWhenForced() {
    client.createSecret(request -> request.name("a").secretString("one"));
    client.deleteSecret(request -> request.secretId("a"));
    assertThatThrownBy(() -> client.getSecretValue(r -> r.secretId("a")))
        .isInstanceOf(InvalidRequestException.class);

    client.deleteSecret(request -> request.secretId("a").forceDeleteWithoutRecovery(true));
    assertThatThrownBy(() -> client.describeSecret(r -> r.secretId("a")))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void keepsSecretsOverARestartForItsOwnerOnly() throws Exception {
    client.createSecret(request -> request.name("a").secretString("one"));
    server.close();

    server = SecretsServer.start(file);
    try (SecretsManagerClient again = client(server.endpoint())) {
      assertThat(again.getSecretValue(r -> r.secretId("a")).secretString()).isEqualTo("one");
    }
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void refusesWhatIsNotItsProtocol() throws Exception {
    var request =
        HttpRequest.newBuilder(server.endpoint())
            .POST(HttpRequest.BodyPublishers.ofString("<xml/>"))
            .header("X-Amz-Target", "secretsmanager.GetSecretValue")
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      var response = http.send(request, BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.body()).contains("SerializationException");
    }
  }

  private static SecretsManagerClient client(URI endpoint) {
    return SecretsManagerClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }
}
