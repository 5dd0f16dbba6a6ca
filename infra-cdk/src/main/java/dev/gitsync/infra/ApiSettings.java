package dev.gitsync.infra;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.constructs.Node;

/**
 * What a deployment may choose of its HTTP API, read from the CDK context.
 *
 * @param signOn people who sign in at an OpenID provider; nobody may where there is none
 */
record ApiSettings(Optional<SignOn> signOn) {
  /**
   * An OpenID provider.
   *
   * @param issuer {@code oidcIssuer}: the provider's address, as its tokens name it
   * @param audiences {@code oidcAudience}: comma-separated; a token must be meant for one of them
   */
  record SignOn(String issuer, List<String> audiences) {
    SignOn {
      audiences = List.copyOf(audiences);
      if (!issuer.startsWith("https://")) {
        throw new IllegalArgumentException(
            "oidcIssuer \"" + issuer + "\" must be an https address.");
      }
      if (audiences.isEmpty()) {
        throw new IllegalArgumentException(
            "oidcIssuer needs oidcAudience too: without it, tokens for other programs would do.");
      }
    }
  }

  /** The settings of an app or stack whose node is {@code node}. */
  static ApiSettings of(Node node) {
    return new ApiSettings(signOn(text(node, "oidcIssuer"), text(node, "oidcAudience")));
  }

  private static Optional<SignOn> signOn(String issuer, String audiences) {
    return issuer.isEmpty() && audiences.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new SignOn(
                issuer,
                Stream.of(audiences.split(","))
                    .map(String::strip)
                    .filter(it -> !it.isEmpty())
                    .toList()));
  }

  private static String text(Node node, String name) {
    return Settings.text(node, name, "");
  }
}
