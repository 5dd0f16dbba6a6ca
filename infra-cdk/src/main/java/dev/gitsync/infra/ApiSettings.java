package dev.gitsync.infra;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.constructs.Node;

/**
 * What a deployment may choose of its HTTP API, read from the CDK context.
 *
 * @param rate {@code apiRate}: requests per second that the whole API takes over time
 * @param burst {@code apiBurst}: requests that it takes at once
 * @param signOn people who sign in at an OpenID provider; nobody may where there is none
 * @param domain the API's own name; API Gateway's where there is none
 */
record ApiSettings(int rate, int burst, Optional<SignOn> signOn, Optional<Domain> domain) {
  private static final String RATE = "50";
  private static final String BURST = "100";

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

  /**
   * A name of one's own.
   *
   * @param name {@code domainName}
   * @param certificateArn {@code certificateArn}: a certificate of ACM for it, in the same region
   * @param hostedZoneId {@code hostedZoneId}: the zone of Route 53 that gets the name's record
   */
  record Domain(String name, String certificateArn, Optional<String> hostedZoneId) {
    Domain {
      if (!name.matches("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?")) {
        throw new IllegalArgumentException(
            "domainName \"" + name + "\" must be a name in lower case, such as sync.acme.example.");
      }
      if (!certificateArn.startsWith("arn:")) {
        throw new IllegalArgumentException(
            "domainName needs certificateArn too: the ARN of an ACM certificate in this region.");
      }
    }
  }

  ApiSettings {
    if (rate < 1 || burst < 1) {
      throw new IllegalArgumentException("apiRate and apiBurst must be 1 or more.");
    }
  }

  /** The settings of an app or stack whose node is {@code node}. */
  static ApiSettings of(Node node) {
    return new ApiSettings(
        number(node, "apiRate", RATE),
        number(node, "apiBurst", BURST),
        signOn(text(node, "oidcIssuer"), text(node, "oidcAudience")),
        domain(text(node, "domainName"), text(node, "certificateArn"), text(node, "hostedZoneId")));
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

  private static Optional<Domain> domain(String name, String certificateArn, String zone) {
    return name.isEmpty() && certificateArn.isEmpty() && zone.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Domain(name, certificateArn, Optional.of(zone).filter(it -> !it.isEmpty())));
  }

  private static int number(Node node, String name, String otherwise) {
    String text = Settings.text(node, name, otherwise);
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " \"" + text + "\" must be a whole number.", e);
    }
  }

  private static String text(Node node, String name) {
    return Settings.text(node, name, "");
  }
}
