package dev.gitsync.functions.api;

import dev.gitsync.core.repo.Person;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.flows.port.ApiKeys;
import dev.gitsync.flows.port.ApiKeys.ActFor;
import dev.gitsync.flows.port.ApiKeys.Grant;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who asks, and for which workspace. */
public record Caller(WorkspaceId workspace, Person user) {

  private static final String SCHEME = "Bearer ";
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{16,200}");
  private static final String USER_NAME = "Git-Sync-User-Name";
  private static final String USER_EMAIL = "Git-Sync-User-Email";

  /** The form in which a key is kept. A key is long and random, so one plain hash is enough. */
  public static String hash(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  /**
   * The caller by the request's key. A key that may act for any user names the user in {@code
   * Git-Sync-User-Name} and {@code Git-Sync-User-Email}, percent-encoded where not ASCII.
   */
  static Caller of(Request request, ApiKeys keys) throws ApiProblem {
    String header = request.header("Authorization").orElse("");
    if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw ApiProblem.unauthorized();
    }
    String key = header.substring(SCHEME.length()).strip();
    if (!KEY.matcher(key).matches()) {
      throw ApiProblem.unauthorized();
    }
    Optional<Grant> grant = keys.find(hash(key));
    if (grant.isEmpty()) {
      throw ApiProblem.unauthorized();
    }
    return new Caller(grant.get().workspace(), user(request, grant.get()));
  }

  private static Person user(Request request, Grant grant) throws ApiProblem {
    Optional<String> name = request.header(USER_NAME);
    Optional<String> email = request.header(USER_EMAIL);
    if (name.isEmpty() && email.isEmpty()) {
      return grant.user();
    }
    if (grant.actFor() == ActFor.ITS_USER) {
      throw new ApiProblem(
          403,
          "This API key may not act for another user. Leave out the headers %s and %s."
              .formatted(USER_NAME, USER_EMAIL),
          Mapping.empty());
    }
    String address = decode(email.orElse(""));
    if (!address.contains("@")) {
      throw ApiProblem.badRequest(
          "Header " + USER_EMAIL + " must be an e-mail address, also when only the name is given.");
    }
    return new Person(decode(name.orElse("")), address);
  }

  private static String decode(String text) throws ApiProblem {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw ApiProblem.badRequest("A header with the user's name is not percent-encoded right.");
    }
  }
}
