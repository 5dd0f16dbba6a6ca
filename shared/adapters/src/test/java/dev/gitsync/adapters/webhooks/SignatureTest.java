package dev.gitsync.adapters.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.flows.link.HostKind;
import dev.gitsync.testkit.PlantedSecrets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SignatureTest {

  private static final String SECRET = PlantedSecrets.keep("5e".repeat(32));
  private static final String BODY = "{\"ref\":\"refs/heads/main\"}";

  @ParameterizedTest
  @CsvSource({
    "GITHUB, x-hub-signature-256, sha256=",
    "NONE, x-hub-signature-256, sha256=",
    "BITBUCKET, x-hub-signature, sha256=",
    "BITBUCKET_SERVER, x-hub-signature, sha256=",
    "GITEA, x-gitea-signature, ''",
    "GITEA, x-forgejo-signature, ''",
    "GITEA, x-hub-signature-256, sha256="
  })
  void takesTheSignatureOfTheBytesAndNoOther(HostKind host, String header, String prefix)
      throws GeneralSecurityException {
    String right = prefix + HexFormat.of().formatHex(hmac(SECRET.getBytes(UTF_8), BODY));
    assertThat(isBy(host, Map.of(header, right), BODY)).isTrue();
    assertThat(isBy(host, Map.of(header, right), BODY + " ")).isFalse();
    assertThat(isBy(host, Map.of(header, right.substring(1)), BODY)).isFalse();
    assertThat(isBy(host, Map.of(header, ""), BODY)).isFalse();
    assertThat(isBy(host, Map.of(), BODY)).isFalse();
  }

  /** From GitHub's page on validating deliveries. */
  @Test
  void agreesWithGitHubsOwnExample() {
    String expected = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    var request =
        new WebhookRequest(
            HostKind.GITHUB,
            Map.of("x-hub-signature-256", expected),
            "Hello, World!".getBytes(UTF_8));
    assertThat(Signature.isBy(List.of("It's a Secret to Everybody"), request)).isTrue();
  }

  @Test
  void takesAnyOfTheSecretsThatCount() throws GeneralSecurityException {
    String right = "sha256=" + HexFormat.of().formatHex(hmac(SECRET.getBytes(UTF_8), BODY));
    var request =
        new WebhookRequest(
            HostKind.GITHUB, Map.of("x-hub-signature-256", right), BODY.getBytes(UTF_8));
    assertThat(Signature.isBy(List.of("new", SECRET), request)).isTrue();
    assertThat(Signature.isBy(List.of("new"), request)).isFalse();
    assertThat(Signature.isBy(List.of(), request)).isFalse();
  }

  @Test
  void takesTheTokenOfGitLab() {
    assertThat(isBy(HostKind.GITLAB, Map.of("x-gitlab-token", SECRET), BODY)).isTrue();
    assertThat(isBy(HostKind.GITLAB, Map.of("x-gitlab-token", "other"), BODY)).isFalse();
    assertThat(isBy(HostKind.GITLAB, Map.of(), BODY)).isFalse();
  }

  @Test
  void takesTheSigningTokenOfGitLabToo() throws GeneralSecurityException {
    byte[] mac = hmac(HexFormat.of().parseHex(SECRET), "id-1.1767355200." + BODY);
    String right = "v1," + Base64.getEncoder().encodeToString(mac);
    var headers = new HashMap<String, String>();
    headers.put("webhook-id", "id-1");
    headers.put("webhook-timestamp", "1767355200");
    headers.put("webhook-signature", "v1,AAAA " + right);
    assertThat(isBy(HostKind.GITLAB, headers, BODY)).isTrue();
    headers.put("webhook-id", "id-2");
    assertThat(isBy(HostKind.GITLAB, headers, BODY)).isFalse();
    headers.put("webhook-signature", "");
    assertThat(isBy(HostKind.GITLAB, headers, BODY)).isFalse();
  }

  @Test
  void takesThePasswordOfAzureDevOps() {
    assertThat(isBy(HostKind.AZURE_DEVOPS, basic("gitsync:" + SECRET), BODY)).isTrue();
    assertThat(isBy(HostKind.AZURE_DEVOPS, basic(":" + SECRET), BODY)).isTrue();
    assertThat(isBy(HostKind.AZURE_DEVOPS, basic(SECRET), BODY)).isFalse();
    assertThat(isBy(HostKind.AZURE_DEVOPS, basic("gitsync:other"), BODY)).isFalse();
    assertThat(isBy(HostKind.AZURE_DEVOPS, Map.of("authorization", "Basic %%"), BODY)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void refusesARequestThatShowsNothing(HostKind host) {
    assertThat(isBy(host, Map.of(), BODY)).isFalse();
  }

  @Test
  void tellsDeliveriesApartByIdAndBody() {
    var one = github("1", BODY);
    assertThat(one.fingerprint()).isEqualTo(github("1", BODY).fingerprint());
    assertThat(one.fingerprint()).isNotEqualTo(github("2", BODY).fingerprint());
    assertThat(one.fingerprint()).isNotEqualTo(github("1", "{}").fingerprint());
  }

  private static WebhookRequest github(String id, String body) {
    return new WebhookRequest(
        HostKind.GITHUB, Map.of("x-github-delivery", id), body.getBytes(UTF_8));
  }

  private static Map<String, String> basic(String pair) {
    String base64 = Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    return Map.of("authorization", "Basic " + base64);
  }

  private static boolean isBy(HostKind host, Map<String, String> headers, String body) {
    return Signature.isBy(List.of(SECRET), new WebhookRequest(host, headers, body.getBytes(UTF_8)));
  }

  private static byte[] hmac(byte[] key, String body) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(body.getBytes(UTF_8));
  }
}
