package dev.gitsync.adapters.webhooks;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Whether a request is by the host that knows a secret: over the bytes as they came, before
 * anything is parsed, in constant time. What each host sends is written at <a
 * href="https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries">GitHub</a>,
 * <a href="https://docs.gitlab.com/user/project/integrations/webhooks/">GitLab</a>, <a
 * href="https://support.atlassian.com/bitbucket-cloud/docs/manage-webhooks/">Bitbucket Cloud</a>,
 * <a
 * href="https://confluence.atlassian.com/bitbucketserver/manage-webhooks-938025878.html">Bitbucket
 * Data Center</a>, <a href="https://docs.gitea.com/usage/webhooks">Gitea</a> and <a
 * href="https://learn.microsoft.com/azure/devops/service-hooks/services/webhooks">Azure DevOps</a>.
 */
public final class Signature {

  private static final String ALGORITHM = "HmacSHA256";
  private static final String SHA256 = "sha256=";
  private static final String BASIC = "basic ";

  private Signature() {}

  /** Whether one of these secrets signed the request, or is shown by it. */
  public static boolean isBy(List<String> secrets, WebhookRequest request) {
    boolean isBy = false;
    for (String secret : secrets) {
      isBy |= isBy(secret, request);
    }
    return isBy;
  }

  private static boolean isBy(String secret, WebhookRequest request) {
    return switch (request.host()) {
      case GITHUB, NONE -> isSigned(request, secret, prefixed(request, "x-hub-signature-256"));
      case BITBUCKET, BITBUCKET_SERVER ->
          isSigned(request, secret, prefixed(request, "x-hub-signature"));
      case GITEA ->
          isSigned(
              request,
              secret,
              request
                  .header("x-gitea-signature")
                  .or(() -> request.header("x-forgejo-signature"))
                  .or(() -> prefixed(request, "x-hub-signature-256")));
      case GITLAB -> isByGitLab(request, secret);
      case AZURE_DEVOPS -> shows(password(request), secret);
      case CODECOMMIT -> false;
    };
  }

  /** GitLab shows the secret, or signs with it where it is set as the signing token. */
  private static boolean isByGitLab(WebhookRequest request, String secret) {
    Optional<String> signatures = request.header("webhook-signature");
    if (signatures.isEmpty()) {
      return shows(request.header("x-gitlab-token"), secret);
    }
    String head =
        request.header("webhook-id").orElse("")
            + "."
            + request.header("webhook-timestamp").orElse("")
            + ".";
    var signed = new ByteArrayOutputStream();
    signed.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    signed.writeBytes(request.body());
    byte[] expected = hmac(signingKey(secret), signed.toByteArray());
    boolean isSigned = false;
    for (String given : signatures.get().split(" ", -1)) {
      String base64 = given.startsWith("v1,") ? given.substring(3) : "";
      isSigned |= MessageDigest.isEqual(expected, decoded(base64));
    }
    return isSigned;
  }

  /** The bytes that our secret spells; any other secret as it is. */
  private static byte[] signingKey(String secret) {
    return secret.matches("([0-9a-f]{2})+")
        ? HexFormat.of().parseHex(secret)
        : secret.getBytes(StandardCharsets.UTF_8);
  }

  private static Optional<String> prefixed(WebhookRequest request, String header) {
    return request
        .header(header)
        .filter(value -> value.startsWith(SHA256))
        .map(value -> value.substring(SHA256.length()));
  }

  private static boolean isSigned(
      WebhookRequest request, String secret, Optional<String> signature) {
    byte[] expected = hmac(secret.getBytes(StandardCharsets.UTF_8), request.body());
    String hex = HexFormat.of().formatHex(expected);
    return shows(signature, hex);
  }

  /** Takes as long for every text, but for its length, of those that are not the one. */
  private static boolean shows(Optional<String> given, String expected) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8),
        given.orElse("").getBytes(StandardCharsets.UTF_8));
  }

  /** The password of HTTP basic authentication; any user will do. */
  private static Optional<String> password(WebhookRequest request) {
    return request
        .header("authorization")
        .filter(value -> value.regionMatches(true, 0, BASIC, 0, BASIC.length()))
        .map(value -> new String(decoded(value.substring(BASIC.length())), StandardCharsets.UTF_8))
        .flatMap(pair -> Stream.of(pair).filter(it -> it.contains(":")).findFirst())
        .map(pair -> pair.substring(pair.indexOf(':') + 1));
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static byte[] hmac(byte[] key, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(body);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("A JDK without " + ALGORITHM, e);
    }
  }
}
