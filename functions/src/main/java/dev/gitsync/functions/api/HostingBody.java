package dev.gitsync.functions.api;

import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.flows.link.HostKind;
import dev.gitsync.flows.link.HostSettings;
import dev.gitsync.flows.link.HostSettings.Checks;
import dev.gitsync.flows.link.HostSettings.Delivery;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads what is set about the service around the repository: {@code host}, which is {@code
 * {"kind":"gitea","api":"https://git.acme.example/api/v1"}}, {@code delivery} and {@code
 * pullRequestChecks}.
 */
record HostingBody(Body body) {

  static final String KIND = "kind";
  static final String API = "api";
  static final List<String> FIELDS = List.of("host", "delivery", "pullRequestChecks");

  private static final int LONGEST_ADDRESS = 1_000;

  /** What the body asks for; what is not in it stays, null goes by the repository's address. */
  HostSettings read(HostSettings current) {
    Delivery delivery = body.word("delivery", Delivery.class, current.delivery());
    boolean isChecked = body.flag("pullRequestChecks", current.checks() == Checks.ON);
    Checks checks = isChecked ? Checks.ON : Checks.OFF;
    if (!body.has("host")) {
      return new HostSettings(current.kind(), current.api(), delivery, checks);
    }
    Mapping json = body.mapping("host", Mapping.empty(), Mapping.empty());
    if (!Set.of(KIND, API).containsAll(json.entries().keySet())) {
      body.refuse("host", "It must be an object of kind and api.");
    }
    return new HostSettings(kind(json), api(json), delivery, checks);
  }

  private Optional<HostKind> kind(Mapping json) {
    if (json.withoutNulls().get(KIND).isEmpty()) {
      return Optional.empty();
    }
    Optional<HostKind> kind = json.text(KIND).flatMap(HostKind::parse);
    if (kind.isEmpty()) {
      String words =
          Arrays.stream(HostKind.values()).map(HostKind::word).collect(Collectors.joining(", "));
      body.refuse("host", "Its kind must be one of " + words + ".");
    }
    return kind;
  }

  private Optional<URI> api(Mapping json) {
    if (json.withoutNulls().get(API).isEmpty()) {
      return Optional.empty();
    }
    Optional<URI> address = json.text(API).flatMap(HostingBody::address);
    if (address.isEmpty()) {
      body.refuse("host", "Its api must be an https address, without a user, query or fragment.");
    }
    return address;
  }

  /** An address, with http too: which hosts may be asked by it is for those to say who ask. */
  private static Optional<URI> address(String text) {
    try {
      URI uri = URI.create(text.replaceAll("/+$", ""));
      boolean isWeb = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      boolean isPlain =
          uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
      return isWeb && isPlain && uri.getHost() != null && text.length() <= LONGEST_ADDRESS
          ? Optional.of(uri)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
